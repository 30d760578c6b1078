// A part of the page that lists what one call of the API answers, and hides when nobody answers for it.
import {get} from './api.js';
import {h, keyed, show} from './dom.js';
import {t} from './i18n.js';
import {sayProblem} from './outcome.js';

/**
 * @param id the section's
 * @param title key of its heading
 * @param path what is asked
 * @param member which list of the answer
 * @param columns keys of the columns' headings; null for one of buttons
 */
export function listedPart({id, title, path, member, columns, actions, key, make, update}) {
  const body = h('tbody', {});
  const none = h('p', {class: 'empty', hidden: true}, t('listEmpty'));
  const head = columns.map((c) => h('th', {scope: 'col'}, c === null ? h('span', {class: 'off-screen'}, t('actions')) : t(c)));
  const table = h('div', {class: 'scroll card flush', role: 'group', tabindex: 0, 'aria-label': t(title)},
    h('table', {}, h('thead', {}, h('tr', {}, head)), body));
  const element = h('section', {id, hidden: true, 'aria-labelledby': `${id}-title`},
    h('div', {class: 'section-head'}, h('h3', {id: `${id}-title`}, t(title)), h('span', {class: 'grow'}), actions), none, table);

  async function load() {
    try {
      const rows = (await get(path))[member];
      keyed(body, rows, key, make, update);
      show(none, rows.length === 0);
      show(table, rows.length > 0);
      show(element, true);
    } catch (problem) {
      show(element, false);
      if (problem.status !== 404 && problem.status !== 403) {
        sayProblem(problem);
      }
    }
  }
  return {element, load};
}
