// The page's own words, a file for each language. What the API says in words (causes) is English and is marked as such.

const KEPT = 'announcer-language';

let words = {};
let language = 'en';
let plurals = null;

/** Says which words there are: for each language the words by key. English must be there. */
export function offer(all) {
  words = all;
}

/** The languages that there are. */
export const offered = () => Object.keys(words);

export function current() {
  return language;
}

/** What was chosen here before, or else what the browser prefers. */
export function preferred() {
  const kept = stored();
  if (kept in words) {
    return kept;
  }
  const wished = (navigator.languages || [navigator.language]).map((l) => l.slice(0, 2).toLowerCase());
  return wished.find((l) => l in words) || 'en';
}

export function use(wanted, keep = false) {
  language = wanted;
  // An old browser has no rules: then one is one, and all else is other.
  plurals = Intl.PluralRules ? new Intl.PluralRules(wanted) : {select: (n) => (wanted !== 'zh' && n === 1 ? 'one' : 'other')};
  document.documentElement.lang = wanted;
  if (keep) {
    store(wanted);
  }
}

/** Words by key; {name} in them is replaced. */
export function t(key, values = {}, wanted = language) {
  const found = (words[wanted] || {})[key] || words.en[key] || key;
  return found.replace(/\{(\w+)\}/g, (whole, name) => (values[name] === null || values[name] === undefined ? whole : values[name]));
}

/** Words with a number in them, {n}: one of the keys KEY.one and KEY.other. */
export function tn(key, n, values = {}) {
  const form = plurals.select(n) === 'one' ? 'one' : 'other';
  return t(`${key}.${form}`, Object.assign({n: new Intl.NumberFormat(language).format(n)}, values));
}

/** A browser may forbid storage: then nothing is kept. */
function stored() {
  try {
    return localStorage.getItem(KEPT) || '';
  } catch (forbidden) {
    return '';
  }
}

function store(wanted) {
  try {
    localStorage.setItem(KEPT, wanted);
  } catch (forbidden) {
    // The page is in this language until it is left.
  }
}
