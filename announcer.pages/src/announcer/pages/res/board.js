// The board: what is called now, what was called before, how many wait. It runs for weeks by itself: nothing in it grows.
import {attribute, h, keyed, ready, show, text} from './dom.js';
import {listen} from './events.js';
import {counted, inAll, lastContact, reloading} from './fresh.js';
import {preferred, t, use} from './i18n.js';
import {counterName, letterOf, namedIn, serviceName, timeOf} from './names.js';
import './visitor-texts.js';

const MOST_LAST = 8;
const MOST_ORDERS = 24;
const FLASH_MS = 6000;

const name = location.pathname.split('/')[2] || 'default';
const address = `/public/board/${name}`;

let state = null;
/** How far the server's clock is before this one, ms. */
let ahead = 0;
/** When the server last said that its numbers are right, by its clock. */
let right = null;
let shown = null;
let unknown = false;
let flashing = 0;

const label = h('h1', {class: 'label'});
const number = h('p', {class: 'number', id: 'number'});
const at = h('p', {class: 'counter', id: 'counter'});
const now = h('section', {class: 'now', id: 'now', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true'}, label, number, at);
const lastTitle = h('h2', {});
const last = h('ol', {class: 'last', id: 'last'});
const readyOrders = ordersList('ready');
const preparing = ordersList('preparing');
const services = h('ul', {class: 'services', id: 'services'});
const waiting = h('p', {id: 'waiting'});
const notice = h('p', {id: 'notice'});
const clock = h('time', {id: 'clock'});
const stale = h('p', {id: 'stale', role: 'alert', hidden: true});
const board = h('main', {class: 'board', id: 'board', 'aria-label': 'Board'}, now,
  h('section', {class: 'side'}, h('div', {id: 'before'}, lastTitle, last), readyOrders.element, preparing.element, services), h('footer', {}, waiting, notice, clock), stale);

function ordersList(kind) {
  const title = h('h2', {});
  const list = h('ul', {class: 'numbers', id: kind});
  return {element: h('div', {class: `orders ${kind}`, hidden: true}, title, list), title, list};
}

function draw() {
  const contact = lastContact(stream);
  const old = !state || unknown || contact !== null || state.stale;
  attribute(board, 'data-stale', String(old));
  show(stale, old);
  const languages = languagesOf();
  if (old) {
    inAll(stale, languages, (language, ours) => t(unknown ? 'board.unknown' : contact !== null ? 'board.stale' : state ? 'board.away' : 'board.connecting',
      {time: contact !== null ? contact : right ? timeOf(right, state.timeZone) : '–'}, ours));
  }
  text(clock, timeOf(Date.now() + ahead, state ? state.timeZone : undefined));
}

const languagesOf = () => (state && state.languages && state.languages.length ? state.languages : [preferred()]);

function take(next) {
  state = next;
  unknown = false;
  ahead = Date.parse(next.now) - Date.now();
  if (!next.stale) {
    right = next.now;
  }
  const languages = languagesOf();
  const isOrders = Boolean(next.orders) && next.services.every((one) => one.kind === 'ORDERS');
  attribute(board, 'data-kind', isOrders ? 'orders' : next.orders ? 'both' : 'tickets');
  drawNow(next.current, languages);
  // Orders stay on their own lists until they are collected.
  const before = next.last.filter((one) => !next.orders || one.kind !== 'ORDER').slice(0, MOST_LAST);
  inAll(lastTitle, languages, (language, ours) => t('board.before', {}, ours));
  keyed(last, before, (one) => one.id, () => h('li', {}, h('b', {}), h('span', {})), (row, one) => {
    text(row.firstChild, one.number);
    text(row.lastChild, one.counter ? one.counter.name : '');
  });
  show(last.parentElement, !isOrders && before.length);
  for (const [part, kind] of [[readyOrders, 'ready'], [preparing, 'preparing']]) {
    inAll(part.title, languages, (language, ours) => t(`board.${kind}`, {}, ours));
    // Of more than fit those are seen that have just become ready, and those that are next to be.
    const numbers = next.orders ? next.orders[kind].slice() : [];
    keyed(part.list, (kind === 'ready' ? numbers.reverse() : numbers).slice(0, MOST_ORDERS), (one) => one, (one) => h('li', {}, one), null);
    show(part.element, next.orders && (isOrders || next.orders[kind].length));
  }
  drawWaiting(next, languages, isOrders);
  inAll(notice, languages, (language) => namedIn(next.notice, language));
  document.title = next.current ? `${next.current.number} – Announcer` : 'Announcer';
  ready();
  draw();
}

function drawNow(current, languages) {
  const is = current ? current.id : '';
  inAll(label, languages, (language, ours) => t(!current ? 'board.nothing' : current.kind === 'ORDER' ? 'board.ready' : 'board.now', {}, ours));
  text(number, current ? current.number : '–');
  number.style.setProperty('--letters', String(Math.max(3, current ? breadth(current.number) : 3)));
  inAll(at, current && current.counter ? languages : [], (language) => counterName(current.counter, language));
  if (shown !== null && is && is !== shown) {
    flash();
  }
  shown = is;
}

/** How broad a number is, in digits: it is made as large as it fits. */
function breadth(words) {
  return Array.from(words).reduce((sum, one) => sum + (/[WMwm@%]/.test(one) || one.charCodeAt(0) > 0x2e7f ? 1.5 : /[A-Z]/.test(one) ? 1.15 : 1), 0);
}

/** It is seen from the corner of an eye: three times bright, or a frame where movement is not wished. */
function flash() {
  now.classList.remove('flash');
  // Begins anew when it has not ended.
  now.getBoundingClientRect();
  now.classList.add('flash');
  clearTimeout(flashing);
  flashing = setTimeout(() => now.classList.remove('flash'), FLASH_MS);
}

function drawWaiting(next, languages, isOrders) {
  const about = (seconds, ours) => (seconds === null || seconds === undefined ? '' : t('board.estimate', {time: counted('minutes', Math.max(1, Math.round(seconds / 60)), ours)},
    ours));
  const people = (one, ours) => [counted('board.waiting', one.waiting, ours), about(one.estimatedWaitSeconds, ours)].filter(Boolean).join(', ');
  inAll(waiting, isOrders ? [] : languages, (language, ours) => people(next, ours));
  // Nobody waits in a line for an order.
  const lines = next.services.filter((one) => one.kind === 'TICKETS');
  const several = lines.length < 2 ? [] : lines.slice(0, 6);
  keyed(services, several, (one) => one.id, () => h('li', {}, h('b', {}), h('span', {}), h('b', {})), (row, one) => {
    text(row.firstChild, letterOf(one));
    inAll(row.children[1], languages, (language) => serviceName(one, language));
    text(row.lastChild, String(one.waiting));
  });
}

use(preferred());
document.getElementById('app').append(board);
const renew = reloading();
let wasLost = false;
const stream = listen(`${address}/events`, {
  handlers: {state: take, alive({now: instant}) {
    ahead = Date.parse(instant) - Date.now();
    if (state && !state.stale) {
      right = instant;
    }
    draw();
  }},
  connection(is) {
    document.documentElement.dataset.connection = is;
    if (is === 'live' && wasLost) {
      renew();
    }
    wasLost = is !== 'live';
  },
  refused: () => fetch(address, {cache: 'no-store'}).then((answer) => answer.status === 404 && answer.json().then((problem) => {
    unknown = /unknown-board$/.test(problem.type || '');
    draw();
  })).catch(() => null),
  silentMs: 25000,
});
draw();
setInterval(draw, 1000);
