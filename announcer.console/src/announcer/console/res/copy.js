// Copies a text, also where the page is not a secure context and has no clipboard of its own.
import {h} from './dom.js';
import {t} from './i18n.js';
import {say} from './outcome.js';

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const area = h('textarea', {class: 'off-screen', 'aria-hidden': 'true'});
    area.value = words;
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  say(t('copied'));
}
