// How something is said: text in, words out, and their sound. Nothing of it goes on the air.
import {post, preview as previewOf} from './api.js';
import {attribute, button, clearFaults, field, h, show, showFault, text} from './dom.js';
import {compare, language} from './format.js';
import {t} from './i18n.js';
import {may, on, state} from './store.js';

/** What was written stays when the language is switched. */
const draft = {text: '', ticket: '', counter: '', locale: ''};
const LONGEST = 2000;
/** As the API has it: ids of tickets and counters. */
const LONGEST_ID = 64;
/** Whose tickets are built in, though no voice may be there. */
const BUILT_IN = ['en', 'de', 'zh'];

export function lexiconSection() {
  const input = (name, maxlength) => {
    const element = h('input', {id: `try-${name}`, name, maxlength, autocomplete: 'off', oninput: () => (draft[name] = element.value)});
    element.value = draft[name];
    return element;
  };
  const locale = h('select', {id: 'try-locale', name: 'locale', onchange: () => (draft.locale = locale.value)});
  const submit = h('button', {type: 'submit', 'data-action': 'try-words', class: 'primary'}, t('tryWords'));
  const hear = button('hear-words', t('preview'), () => run(hear, listen));
  const words = h('p', {id: 'try-words', role: 'status', 'aria-live': 'polite', class: 'words'});
  const speakers = h('p', {id: 'try-engines', role: 'status', class: 'hint'});
  const audio = h('audio', {id: 'try-audio', controls: true, hidden: true, 'aria-label': t('previewSound')});
  const form = h('form', {id: 'try', novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    run(submit, tryOut);
  }},
  field(t('text'), 'text', input('text', LONGEST), t('tryTextHint')),
  h('div', {class: 'pair'}, field(t('ticket'), 'ticket', input('ticket', LONGEST_ID)), field(t('counter'), 'counter', input('counter', LONGEST_ID)),
    field(t('language'), 'locale', locale)),
  h('p', {role: 'alert', class: 'fault'}),
  h('div', {class: 'buttons'}, may('ANNOUNCE') ? hear : null, submit), words, speakers, audio);

  async function run(control, work) {
    if (control.getAttribute('aria-busy') === 'true') {
      return;
    }
    clearFaults(form);
    attribute(control, 'aria-busy', 'true');
    try {
      await work();
    } catch (problem) {
      showFault(form, problem);
    } finally {
      attribute(control, 'aria-busy', null);
    }
  }

  async function tryOut() {
    const said = await post('/lexicon/try', {text: draft.text || null, ticket: draft.ticket || null, counter: draft.counter || null,
      locale: locale.value});
    attribute(words, 'lang', locale.value);
    text(words, said.parts.map((part) => (part.phonemes === null ? part.text : `${part.text} /${part.phonemes}/`)).join(''));
    text(speakers, said.parts.filter((part) => part.phonemes !== null).map((part) => (part.engines.length > 0
      ? t('phonemesSpoken', {phonemes: `/${part.phonemes}/`, engines: part.engines.join(', '), text: part.text})
      : t('phonemesUnspoken', {phonemes: `/${part.phonemes}/`, text: part.text}))).join(' '));
    return said;
  }

  async function listen() {
    const said = await tryOut();
    const {sound} = await previewOf({text: said.text, locale: locale.value});
    URL.revokeObjectURL(audio.src);
    audio.src = URL.createObjectURL(sound);
    show(audio, true);
    await audio.play().catch(() => null);
  }

  function languages() {
    const tags = [...new Set([...BUILT_IN, ...state.voices.flatMap((v) => [v.locale, v.locale.split('-')[0]])])];
    tags.sort((a, b) => compare(language(a), language(b)));
    locale.replaceChildren(...tags.map((tag) => h('option', {value: tag}, language(tag))));
    locale.value = tags.includes(draft.locale) ? draft.locale : tags.includes(document.documentElement.lang) ? document.documentElement.lang : 'en';
  }

  on('voices', languages);
  languages();
  return h('section', {id: 'lexicon', class: 'card', 'aria-labelledby': 'lexicon-title'}, h('h2', {id: 'lexicon-title'}, t('lexiconTitle')), form);
}
