// The words of what visitors see: in one language more than what operators see.
import {current, offer, offered} from './i18n.js';
import de from './i18n/de.js';
import en from './i18n/en.js';
import zh from './i18n/zh.js';

/** The languages, each in its own words. */
export const NAMES = {en: 'English', zh: '中文', de: 'Deutsch'};

offer({en, zh, de});

/** The language after the present one: a button leads there. */
export function following() {
  const all = offered();
  return all[(all.indexOf(current()) + 1) % all.length];
}
