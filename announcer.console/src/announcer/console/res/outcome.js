// What came of an action, said in one place that screen readers follow.
import {t} from './i18n.js';
import {h} from './dom.js';

const SHOWN_MS = 8000;
let timer = 0;

/** Says it; the API's own words, if any, come after ours. */
export function say(words, {bad = false, detail = null} = {}) {
  const place = document.getElementById('outcome');
  clearTimeout(timer);
  place.replaceChildren(h('p', {class: bad ? 'bad' : 'good'}, h('span', {'aria-hidden': 'true'}, bad ? '▲ ' : '✓ '), words,
    detail ? h('span', {lang: 'en', class: 'detail'}, ` ${detail}`) : null));
  if (!bad) {
    timer = setTimeout(() => place.replaceChildren(), SHOWN_MS);
  } else {
    place.firstChild.append(h('button', {type: 'button', class: 'plain', 'data-action': 'dismiss-outcome', 'aria-label': t('dismiss'),
      onclick: () => place.replaceChildren()}, '✕'));
  }
}

/** Says why something was not done. */
export function sayProblem(problem) {
  say(t('notDone'), {bad: true, detail: problem.message});
}

/** Runs what a button does: once at a time, and says when it could not be done. Resolves to null then. */
export async function act(button, work, done = null) {
  if (button.getAttribute('aria-busy') === 'true') {
    return null;
  }
  button.setAttribute('aria-busy', 'true');
  try {
    const result = await work();
    if (done) {
      say(done);
    }
    return result ?? true;
  } catch (problem) {
    sayProblem(problem);
    return null;
  } finally {
    button.removeAttribute('aria-busy');
  }
}
