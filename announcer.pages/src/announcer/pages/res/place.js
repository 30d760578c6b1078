// The choice of the place at which somebody works: a counter, or the orders of a service.
import {forBrowser, kept, may, onChange, state} from './desk-state.js';
import {attribute, h, keyed, show, text} from './dom.js';
import {t} from './i18n.js';
import {counterName, serviceName} from './names.js';

const KEPT = 'announcer-place';

/** A place as it is in the address: `#counter/3`, `#orders/snacks`. */
export function placeOf(hash) {
  const [kind, id] = hash.replace(/^#/, '').split('/');
  if (!id || (kind !== 'counter' && kind !== 'orders')) {
    return null;
  }
  try {
    return kind === 'counter' ? {counter: decodeURIComponent(id)} : {orders: decodeURIComponent(id)};
  } catch (malformed) {
    return null;
  }
}

export const hashOf = (place) => (place.counter ? `#counter/${encodeURIComponent(place.counter)}` : `#orders/${encodeURIComponent(place.orders)}`);

/** Where this browser's page was last: the one for who has only one. */
export const lastPlace = () => placeOf(kept.get(forBrowser, KEPT) || '');

export const keepPlace = (place) => kept.set(forBrowser, KEPT, hashOf(place));

/** All places of the desk. */
export function places() {
  const desk = state.desk;
  return desk.counters.map((c) => ({hash: hashOf({counter: c.id}), name: counterName(c), detail: t(`counter.${c.state}`) + serving(c)}))
    .concat(desk.services.filter((s) => s.kind === 'ORDERS').map((s) => ({hash: hashOf({orders: s.id}), name: t('ordersOf', {service: serviceName(s)}), detail: ''})));
}

function serving(c) {
  const names = c.services.map((id) => state.desk.services.find((s) => s.id === id)).filter(Boolean).map((s) => serviceName(s)).slice(0, 4);
  return (names.length ? ` · ${names.join(', ')}` : '') + (c.current ? ` · ${c.current.number}` : '');
}

export function placeSection() {
  const list = h('ul', {class: 'places'});
  const none = h('p', {}, t('noPlaces'), ' ', may('ADMINISTER') ? h('a', {href: '/system/console/configMgr'}, t('toSettings')) : t('askAdministrator'));
  onChange(() => {
    const all = state.desk ? places() : [];
    keyed(list, all, (one) => one.hash, (one) => h('li', {}, h('a', {href: one.hash}, h('b', {}), h('span', {class: 'soft'}))), (row, one) => {
      attribute(row.firstChild, 'href', one.hash);
      text(row.firstChild.firstChild, one.name);
      text(row.firstChild.lastChild, one.detail);
    });
    show(none, state.desk && all.length === 0);
  });
  return h('section', {class: 'card', id: 'places', 'aria-labelledby': 'places-title'}, h('h2', {id: 'places-title'}, t('choosePlace')), list, none);
}
