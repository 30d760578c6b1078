// A level meter in dBFS. Only a transform changes, so that a hundred of them cost no layout.
import {attribute, h, text} from './dom.js';
import {number} from './format.js';
import {t} from './i18n.js';

const LOWEST = -60;
/** From here on (dBFS) it says that it is loud. */
const LOUD = -3;

export function meter(label) {
  const bar = h('div', {class: 'bar'});
  const value = h('span', {class: 'db'});
  const gauge = h('div', {role: 'meter', class: 'gauge', 'aria-label': label, 'aria-valuemin': LOWEST, 'aria-valuemax': 0}, bar);
  let last;

  function show(peak) {
    const rounded = peak === null || peak === undefined ? null : Math.round(peak * 2) / 2;
    if (rounded === last) {
      return;
    }
    last = rounded;
    const silent = rounded === null || rounded <= LOWEST;
    bar.style.transform = `scaleX(${silent ? 0 : 1 - Math.min(0, rounded) / LOWEST})`;
    bar.classList.toggle('loud', !silent && rounded >= LOUD);
    const words = silent ? t('meterSilent') : `${number(rounded, 1)} dBFS`;
    text(value, words);
    attribute(gauge, 'aria-valuenow', silent ? LOWEST : rounded);
    attribute(gauge, 'aria-valuetext', words);
  }

  show(null);
  return {element: h('div', {class: 'meter'}, gauge, value), show};
}
