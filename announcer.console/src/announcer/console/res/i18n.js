// The page's own words. What the API says in words (causes) is English and is marked as such.
import en from './i18n/en.js';
import zh from './i18n/zh.js';

const WORDS = {en, zh};
const KEPT = 'announcer-language';

let language = 'en';
let plurals = new Intl.PluralRules('en');

export function current() {
  return language;
}

/** What was chosen here before, or else what the browser prefers. */
export function preferred() {
  const kept = localStorage.getItem(KEPT);
  if (kept in WORDS) {
    return kept;
  }
  const wished = (navigator.languages ?? [navigator.language]).map((l) => l.slice(0, 2).toLowerCase());
  return wished.find((l) => l in WORDS) ?? 'en';
}

export function use(wanted, keep = false) {
  language = wanted;
  plurals = new Intl.PluralRules(wanted);
  document.documentElement.lang = wanted;
  if (keep) {
    localStorage.setItem(KEPT, wanted);
  }
}

/** Words by key; {name} in them is replaced. */
export function t(key, values = {}) {
  const words = WORDS[language][key] ?? WORDS.en[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Words with a number in them, {n}: one of the keys KEY.one and KEY.other. */
export function tn(key, n, values = {}) {
  const form = plurals.select(n) === 'one' ? 'one' : 'other';
  return t(`${key}.${form}`, {n: new Intl.NumberFormat(language).format(n), ...values});
}
