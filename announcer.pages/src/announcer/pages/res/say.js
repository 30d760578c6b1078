// Free text on the counter's channels. It is never on a board.
import {counter, forTab, kept, languages, onChange} from './desk-state.js';
import {h, keyed, show, text} from './dom.js';
import {t} from './i18n.js';
import {isPending, send} from './outbox.js';

const KEPT = 'announcer-say';
const LONGEST = 1000;

export function saySection(place) {
  const area = h('textarea', {id: 'say-text', rows: 2, maxlength: LONGEST, oninput: () => kept.set(forTab, KEPT, area.value)});
  area.value = kept.get(forTab, KEPT) || '';
  const language = h('select', {id: 'say-language'});
  const done = h('p', {class: 'done', role: 'status', hidden: true});
  const submit = h('button', {type: 'submit', 'data-action': 'say'}, t('sayIt'));
  const form = h('form', {id: 'say', onsubmit: (event) => {
    event.preventDefault();
    const words = area.value.trim();
    if (words && !isPending('say')) {
      const body = {text: words};
      if (language.value) {
        body.language = language.value;
      }
      send('say', t('what.say', {text: words.slice(0, 40)}), `/calling/counters/${encodeURIComponent(place.counter)}/say`, body).then(() => {
        if (area.value.trim() === words) {
          area.value = '';
          kept.set(forTab, KEPT, '');
        }
        text(done, t('saidFree'));
        show(done, true);
      }, () => area.focus());
      show(done, false);
    }
  }},
  h('label', {for: 'say-text'}, t('sayText')), area,
  h('div', {class: 'row'}, h('label', {for: 'say-language'}, t('language')), language, submit), done);
  onChange(() => {
    keyed(language, [''].concat(languages()), (tag) => tag, (tag) => h('option', {value: tag}), (option, tag) => text(option, tag || t('asChannel')));
    submit.setAttribute('aria-disabled', String(isPending('say') || !counter()));
  });
  return h('details', {class: 'card', id: 'say-box', open: Boolean(area.value)}, h('summary', {}, h('h2', {}, t('sayTitle'))), form);
}
