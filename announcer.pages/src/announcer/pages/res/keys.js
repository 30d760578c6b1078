// Single keys for what is done all day. They can be turned off, for who speaks to the machine or whose hand trembles.
import {forBrowser, kept} from './desk-state.js';
import {h} from './dom.js';
import {t} from './i18n.js';

const KEPT = 'announcer-keys';
const FIELDS = 'input, textarea, select, [contenteditable]';
const PRESSABLE = 'button, a[href], summary';

let actions = new Map();
let on = kept.get(forBrowser, KEPT) !== 'off';

export const keysOn = () => on;

export function turnKeys(wanted) {
  on = wanted;
  kept.set(forBrowser, KEPT, on ? 'on' : 'off');
  document.documentElement.dataset.keys = on ? 'on' : 'off';
}

/** Says what keys do, by the character: what was said before is forgotten. */
export function keys(all) {
  actions = new Map(Object.entries(all));
}

/** The sign of a key behind a button's words; who hears the page is told by aria-keyshortcuts. */
export const sign = (key) => h('kbd', {'aria-hidden': 'true'}, key === ' ' ? t('space') : key.toUpperCase());

document.addEventListener('keydown', (event) => {
  if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.target.closest(FIELDS)
    || (event.target.closest(PRESSABLE) && (event.key === ' ' || event.key === 'Enter'))) {
    return;
  }
  const action = actions.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (action && action() !== false) {
    event.preventDefault();
  }
});

turnKeys(on);
