// Selects of voices, grouped by engine, with their languages.
import {h} from './dom.js';
import {language} from './format.js';
import {state} from './store.js';

/** So many options are made at once; selects beyond that are filled when they are about to be used. */
const MOST_OPTIONS = 3000;

/** Whether a hundred selects of all voices would be too many elements. */
export const tooMany = (selects) => selects * state.voices.length > MOST_OPTIONS;

/** Fills a select. What was chosen stays chosen, though no engine offers it now. */
export function fillVoices(select, first, value = select.value) {
  const groups = new Map();
  for (const voice of state.voices) {
    if (!groups.has(voice.engine)) {
      groups.set(voice.engine, h('optgroup', {label: voice.engine}));
    }
    groups.get(voice.engine).append(h('option', {value: voice.id}, `${voice.name} — ${language(voice.locale)}`));
  }
  const missing = value && !state.voices.some((v) => v.id === value) ? h('option', {value}, value) : null;
  select.replaceChildren(h('option', {value: ''}, first), ...(missing ? [missing] : []), ...groups.values());
  select.value = value;
}

/** Only what is chosen, in a select that is filled later. */
export function fillOne(select, first, value) {
  const voice = state.voices.find((v) => v.id === value);
  const label = voice ? `${voice.name} — ${language(voice.locale)}` : value || first;
  select.replaceChildren(h('option', {value}, label));
  select.value = value;
}
