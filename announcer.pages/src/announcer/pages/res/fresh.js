// For pages that nobody looks after: whether what they show is live, and whether the server has a newer page.
import {known, timeOf} from './names.js';
import {attribute, h, keyed, text} from './dom.js';
import {t} from './i18n.js';

/** The server says something every 10 s. After so long (ms) without a word what is shown may be old. */
export const STALE_MS = 25000;

/** The time of the last contact, by this page's own clock; null while there is contact. */
export function lastContact(stream) {
  const silent = stream.heard();
  return silent > STALE_MS ? timeOf(Date.now() - silent, undefined) : null;
}

/** Words in several languages, one after the other; those that are the same in two languages once. */
export function inAll(element, languages, words) {
  const seen = new Set();
  const all = [];
  for (const language of languages) {
    const said = words(language, known(language));
    if (said && !seen.has(said)) {
      seen.add(said);
      all.push({language, said});
    }
  }
  keyed(element, all, (one) => one.language, (one) => h('span', {lang: one.language}), (span, one) => text(span, one.said));
  attribute(element, 'data-parts', all.length);
}

/** A count in one language. */
export const counted = (key, n, language) => t(`${key}.${n === 1 ? 'one' : 'other'}`, {n}, language);

/** Gives a function that loads the page anew when any of its files has become another one since. */
export function reloading() {
  const files = [location.pathname].concat(Array.from(document.querySelectorAll('link[href], script[src]'), (one) => one.href || one.src));
  const tags = () => Promise.all(files.map((file) => fetch(file, {method: 'HEAD', cache: 'no-store'}).then((answer) => {
    if (!answer.ok) {
      throw new Error(file);
    }
    return answer.headers.get('ETag');
  }))).then((all) => all.join(' '));
  let before = tags().catch(() => null);
  return () => {
    const now = tags();
    Promise.all([before, now]).then(([old, fresh]) => {
      if (old !== null && old !== fresh) {
        location.reload();
      }
      before = now;
    }, () => null);
  };
}
