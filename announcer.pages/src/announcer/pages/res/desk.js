// The operator's page. It is built anew for another place or language; what is known, typed and underway goes on meanwhile.
import {API, json, loadSession, toLogin} from './client.js';
import {callWords, refusalWords} from './call-words.js';
import {counterKeys, counterSections} from './counter.js';
import {changed, counter, forgetDrawers, may, onChange, service, state} from './desk-state.js';
import {attribute, button, h, keyed, ready, show, text} from './dom.js';
import {listen} from './events.js';
import {current, preferred, t, tn, use} from './i18n.js';
import {keys, keysOn, turnKeys} from './keys.js';
import {counterName, named, serviceName, timeOf} from './names.js';
import {orderAside, orderKeys, orderSections, someUndecided} from './orders.js';
import {discard, onRefused, retry, sendNow, waiting} from './outbox.js';
import {hashOf, keepPlace, lastPlace, placeOf, placeSection, places} from './place.js';
import './texts.js';
import {TokenEvents} from './token-events.js';
import {bringsToken, leave, takeToken} from './token.js';
import {waitingSections} from './waiting.js';

/** While Announcer starts, its API may not be there yet. */
const RETRY_MS = 2000;
/** A command that has no answer after so long (ms) is told to the operator. */
const SLOW_MS = 1500;

/** What was refused last, until it is read or something else is done. */
let refusal = null;
/** Why the server tells nothing of calling; null: it does, or nobody knows. */
let absent = null;
/** Whether it is a token, and no login, by which this page is known. */
let withToken = false;

function build() {
  forgetDrawers();
  const place = state.place;
  const orders = place && place.orders;
  const main = !place ? [placeSection()] : orders ? orderSections(place) : counterSections(place);
  const aside = !place ? [] : orders ? orderAside(place) : waitingSections(place);
  const app = document.getElementById('app');
  app.textContent = '';
  app.append(
    h('a', {class: 'skip', href: '#main', onclick: (e) => {
      e.preventDefault();
      document.getElementById('main').focus();
    }}, t('skip')),
    header(),
    h('main', {id: 'main', tabindex: -1}, notices(place), main),
    h('aside', {'aria-label': t('beside')}, aside),
    h('div', {id: 'said', class: 'off-screen', role: 'status', 'aria-live': 'polite'}));
  document.body.className = orders ? 'at-orders' : place ? 'at-counter' : 'no-place';
  if (!place || !may('ANNOUNCE')) {
    keys({});
  } else if (orders) {
    orderKeys();
  } else {
    counterKeys();
  }
  onChange(tell(place));
  changed();
}

/** Where somebody is, whether what is shown is live, and the ways to elsewhere. */
function header() {
  const title = h('h1', {});
  const pill = h('span', {class: 'pill', id: 'counter-state'});
  const connection = h('span', {class: 'pill', id: 'connection', role: 'status'});
  const other = current() === 'en' ? 'zh' : 'en';
  const keysButton = button('keys', '', () => {
    turnKeys(!keysOn());
    changed();
  });
  const links = h('div', {class: 'menu'},
    state.session.counter ? null : h('a', {href: '#', 'data-action': 'elsewhere'}, t('elsewhere')), h('div', {id: 'board-links'}), keysButton,
    state.session.credential === 'session' ? h('a', {href: `/login/password?to=${encodeURIComponent('/')}`}, t('changePassword')) : null,
    withToken ? button('logout', t('logout'), leave) : state.session.csrf ? button('logout', t('logout'), () => json('DELETE', '/session').then(toLogin, toLogin)) : null);
  onChange(() => {
    const one = counter();
    const of = state.place && state.place.orders && service(state.place.orders);
    text(title, of ? t('ordersOf', {service: serviceName(of)}) : one ? counterName(one) : t('title'));
    document.title = `${title.textContent} – Announcer`;
    show(pill, one);
    text(pill, one ? t(`counter.${one.state}`) : '');
    attribute(pill, 'data-tone', one && one.state === 'PAUSED' ? 'warn' : 'good');
    text(connection, t(`connection.${state.connection}`));
    attribute(connection, 'data-tone', state.connection === 'live' ? 'good' : state.connection === 'lost' ? 'bad' : 'warn');
    text(keysButton, t(keysOn() ? 'keysOff' : 'keysOn'));
    attribute(keysButton, 'aria-pressed', String(keysOn()));
    const boards = (state.desk ? state.desk.boards : []).map((b) => ({href: b.id === 'default' ? '/board' : `/board/${encodeURIComponent(b.id)}`,
      name: t('boardNamed', {name: named(b.names, b.id)})}));
    if (state.desk && state.desk.take) {
      boards.push({href: '/take', name: t('takePage')});
    }
    keyed(links.querySelector('#board-links'), boards, (b) => b.href, (b) => h('a', {href: b.href, target: '_blank', rel: 'noopener'}), (a, b) => text(a, b.name));
  });
  return h('header', {}, title, pill, connection, h('span', {class: 'grow'}),
    may('ADMINISTER') ? h('a', {href: '/system/console/announcer', 'data-action': 'console', class: 'out'}, t('console')) : null,
    button('language', other === 'zh' ? '中文' : 'English', () => {
      use(other, true);
      build();
      document.querySelector('[data-action=language]').focus();
    }, {lang: other}),
    h('details', {id: 'menu'}, h('summary', {}, state.session.user), links));
}

/** What stands above all: something is wrong as a whole, was refused, or has not arrived. */
function notices(place) {
  const problem = h('p', {id: 'problem', class: 'notice', role: 'alert', 'data-tone': 'bad', lang: 'en', hidden: true});
  const lost = h('p', {id: 'lost', class: 'notice', 'data-tone': 'warn', hidden: true});
  const away = h('p', {id: 'away', class: 'notice', role: 'alert', 'data-tone': 'bad', hidden: true}, t('cannotStart'), ' ', h('span', {lang: 'en'}));
  const gone = h('p', {id: 'place-gone', class: 'notice', 'data-tone': 'bad', hidden: true}, t('placeGone'));
  const looking = h('p', {class: 'notice', 'data-tone': 'warn', hidden: may('ANNOUNCE')}, t('onlyLooking'));
  const refused = h('div', {id: 'refusal', class: 'notice', role: 'alert', 'data-tone': 'bad', hidden: true});
  const unsent = h('div', {id: 'unsent', class: 'notice', role: 'status', 'data-tone': 'warn', hidden: true}, h('p', {}), h('ul', {class: 'rows'}));
  let shown = null;
  onChange(() => {
    const desk = state.desk;
    text(problem, desk && desk.problem);
    show(problem, desk && desk.problem);
    text(away.lastChild, absent);
    show(away, absent);
    show(gone, desk && place && !(place.orders ? service(place.orders) : counter()));
    text(lost, state.connection === 'lost' && desk ? t('asOf', {time: timeOf(Date.parse(desk.now), desk.timeZone, true)}) : '');
    show(lost, lost.textContent);
    if (refusal !== shown) {
      shown = refusal;
      refused.textContent = '';
      if (refusal) {
        refused.append(h('p', {}, h('b', {}, refusal.what), ' – ', refusalWords(refusal.problem)), button('dismiss', t('dismiss'), () => {
          refusal = null;
          changed();
        }, {class: 'small'}));
      }
      show(refused, refusal);
    }
    const slow = waiting().some((item) => item.old || item.tried || Date.now() - item.made > SLOW_MS) ? waiting() : [];
    text(unsent.firstChild, slow.length ? tn('unsent', slow.length) : '');
    keyed(unsent.lastChild, slow, (item) => item.key, (item) => h('li', {}, h('b', {class: 'grow'}, item.what), h('span', {}),
      button('send-now', t('sendNow'), () => sendNow(item.key), {class: 'small'}), button('discard', t('discard'), () => discard(item.key), {class: 'small'})),
    (row, item) => {
      text(row.children[1], t(item.old ? 'unsentOld' : 'unsentYet', {time: timeOf(item.made, desk ? desk.timeZone : undefined, true)}));
      show(row.children[2], item.old);
    });
    show(unsent, slow.length);
  });
  return [problem, away, lost, gone, looking, refused, unsent];
}

/** Tells who cannot see the page what became of the present call. */
function tell(place) {
  let before = null;
  return () => {
    const ticket = counter() && counter().current;
    const words = ticket && ticket.call ? callWords(ticket.call, state.desk.timeZone) : null;
    const now = ticket ? `${ticket.number} ${ticket.state} ${ticket.call && ticket.call.id} ${ticket.call && ticket.call.state} ${words && words.tone}` : '';
    if (before !== null && now !== before) {
      text(document.getElementById('said'), ticket ? `${ticket.number}: ${words && words.text ? words.text : t(`ticket.${ticket.state}`)}` : t('nobodyServed'));
    }
    before = place && state.desk ? now : null;
  };
}

/** The place of the address, or the only one, or the one where this browser was before. */
function route() {
  if (bringsToken()) {
    location.reload();
    return;
  }
  const own = state.session.counter;
  const wanted = own ? {counter: own} : placeOf(location.hash);
  const before = state.place;
  state.place = wanted;
  if (wanted) {
    keepPlace(wanted);
  }
  if (!before || !wanted || hashOf(before) !== hashOf(wanted)) {
    refusal = null;
    build();
    if (before) {
      // Who came by a link of the place that was left is at the new one, and not at the top of the page.
      document.getElementById('main').focus();
    }
  }
}

function first() {
  const all = places();
  const last = lastPlace();
  const at = last && all.some((one) => one.hash === hashOf(last)) ? hashOf(last) : all.length === 1 ? all[0].hash : null;
  if (!state.session.counter && !location.hash && at) {
    history.replaceState(null, '', at);
    route();
  }
}

function take(desk) {
  const isFirst = !state.desk;
  state.desk = desk;
  state.ahead = Date.parse(desk.now) - Date.now();
  ready();
  if (isFirst) {
    first();
  }
  changed();
}

function connect() {
  listen(`${API}/calling/events`, {
    handlers: {state: take, alive() {}},
    connection(now) {
      state.connection = now;
      document.documentElement.dataset.connection = now;
      if (now === 'live') {
        absent = null;
        retry();
      }
      changed();
    },
    // It was refused: 401 leads to the login page, anything else passes.
    refused: () => json('GET', '/calling').then(loadSession, (problem) => {
      absent = problem.status ? problem.message : null;
      changed();
    }),
    silentMs: 25000,
    begin: withToken ? (url) => new TokenEvents(url) : undefined,
  });
  window.addEventListener('online', retry);
  // The time of what waits goes on.
  setInterval(() => (waiting().length || (state.desk && someUndecided())) && changed(), 1000);
}

async function start() {
  use(preferred());
  withToken = takeToken();
  try {
    state.session = await loadSession();
  } catch (problem) {
    if (problem.status !== 401) {
      const app = document.getElementById('app');
      app.textContent = '';
      app.append(h('p', {class: 'fatal', role: 'alert'}, t('cannotStart'), ' ', h('span', {lang: 'en'}, problem.message)));
      setTimeout(start, RETRY_MS);
    }
    return;
  }
  if (state.session.mustChangePassword) {
    location.assign(`/login/password?to=${encodeURIComponent('/')}`);
    return;
  }
  onRefused((item, problem) => {
    refusal = item ? {what: item.what, problem} : null;
    changed();
  });
  window.onhashchange = route;
  route();
  connect();
  retry();
}

start();
