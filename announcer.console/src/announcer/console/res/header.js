// What is on top of the page: the product, how many channels are on the air, the connection, and what is wrong in words.
import {remove, toLogin} from './api.js';
import {attribute, button, h, keyed, show, text} from './dom.js';
import {number, time} from './format.js';
import {current, t, tn} from './i18n.js';
import {act} from './outcome.js';
import {on, state} from './store.js';
import {ownPassword} from './users.js';
import {pill, setPill} from './words.js';

/** More problems than this are counted only, until they are asked for. */
const MOST_SHOWN = 3;
let allShown = false;

function closeMenu(event) {
  const menu = document.getElementById('user-menu');
  if (menu?.open && !(event.type === 'pointerdown' && menu.contains(event.target)) && (event.key ?? 'Escape') === 'Escape') {
    menu.open = false;
    if (event.key) {
      menu.querySelector('summary').focus();
    }
  }
}
document.addEventListener('pointerdown', closeMenu);
document.addEventListener('keydown', closeMenu);

export function header(switchLanguage) {
  const product = h('span', {class: 'version'});
  const onAir = pill('count-pill');
  const connection = pill('connection-pill');
  attribute(onAir, 'id', 'on-air-count');
  attribute(connection, 'id', 'connection');
  const other = current() === 'en' ? 'zh' : 'en';
  const language = button('language', other === 'zh' ? '中文' : 'English', () => switchLanguage(other), {lang: other});
  // The console's frame is made for wide screens; by itself the page is one for phones, too.
  const framed = window !== window.top;
  const way = h('a', {class: 'outside', id: 'way', target: '_top', href: framed ? 'tab.html' : '../announcer'}, t(framed ? 'byItself' : 'inConsole'));
  const user = state.session;
  const out = button('logout', t('logout'), () => act(out, async () => {
    await remove('/session');
    toLogin();
  }));
  const menu = h('details', {id: 'user-menu'}, h('summary', {}, user.user), h('div', {class: 'menu'},
    button('password', t('changePassword'), ownPassword), user.csrf ? out : null));

  function count() {
    const all = [...state.channels.values()];
    const n = all.filter((c) => c.onAir).length;
    attribute(onAir, 'data-on-air', n);
    attribute(onAir, 'data-channels', all.length);
    setPill(onAir, all.length > 0 && n === all.length ? 'good' : n === 0 ? 'bad' : 'warn', t('onAirCount', {n: number(n), all: number(all.length)}));
  }
  on('channel', count);
  on('order', count);
  on('connection', () => {
    attribute(connection, 'data-state', state.connection);
    setPill(connection, {live: 'good', connecting: 'warn', lost: 'bad'}[state.connection], t(`connection.${state.connection}`));
  });
  on('product', () => text(product, state.product?.version ?? ''));
  count();
  attribute(connection, 'data-state', state.connection);
  setPill(connection, state.connection === 'live' ? 'good' : 'warn', t(`connection.${state.connection}`));
  text(product, state.product?.version ?? '');

  return h('header', {class: 'page-head'}, h('h1', {id: 'product'}, 'Announcer ', product), onAir, connection, h('span', {class: 'grow'}), way, language, menu);
}

/** All good, or what is not. */
export function summary() {
  const good = h('p', {class: 'all-good', hidden: true}, h('span', {'aria-hidden': 'true'}, '✓ '), t('allGood'));
  const count = h('h2', {});
  const list = h('ul', {id: 'problems'});
  const more = button('all-problems', '', () => {
    allShown = !allShown;
    draw();
  }, {class: 'plain', 'aria-controls': 'problems'});
  const bad = h('div', {class: 'problems', hidden: true}, h('span', {class: 'sign', 'aria-hidden': 'true'}, '▲'), count, more, list);
  const element = h('section', {id: 'summary', 'aria-label': t('condition')}, good, bad);

  function draw() {
    const all = problems();
    attribute(element, 'data-good', String(all.length === 0));
    show(good, all.length === 0 && state.channels.size > 0);
    show(bad, all.length > 0);
    text(count, tn('problems', all.length));
    show(more, all.length > MOST_SHOWN);
    text(more, allShown ? t('fewerProblems') : tn('moreProblems', all.length - MOST_SHOWN));
    attribute(more, 'aria-expanded', String(allShown));
    keyed(list, allShown ? all : all.slice(0, MOST_SHOWN), (p) => p.key, (p) => h('li', {}, h('strong', {}, p.what), ' ', h('span', {lang: p.lang ?? null})),
      (item, p) => text(item.lastChild, p.why));
  }
  ['channel', 'order', 'voices', 'bundles'].forEach((topic) => on(topic, draw));
  draw();
  return element;
}

function problems() {
  const found = [];
  for (const c of state.channels.values()) {
    const what = t('problemChannel', {channel: c.id});
    if (c.problem) {
      found.push({key: `c ${c.id}`, what, why: c.problem, lang: 'en'});
    } else if (!c.onAir && !c.paused) {
      found.push({key: `c ${c.id}`, what, why: c.push?.cause ?? t('problemOffAir'), lang: c.push?.cause ? 'en' : null});
    } else if (c.push && !['PUSHING', 'STARTING', 'STOPPED'].includes(c.push.state)) {
      found.push({key: `c ${c.id}`, what, why: c.push.cause ?? t(`push.${c.push.state}`), lang: c.push.cause ? 'en' : null});
    }
  }
  for (const e of state.engines) {
    const what = t('problemEngine', {engine: e.name});
    if (e.setAsideUntil) {
      found.push({key: `e ${e.name}`, what, why: t('setAside', {time: time(e.setAsideUntil)})});
    } else if (e.problem) {
      found.push({key: `e ${e.name}`, what, why: e.problem, lang: 'en'});
    }
  }
  // What starts at a level that the framework is not to reach (a shell, say) is not wrong.
  const reached = Math.max(0, ...(state.bundles ?? []).filter((b) => b.state === 'ACTIVE').map((b) => b.startLevel));
  for (const b of (state.bundles ?? []).filter((one) => one.problem && !one.rests && one.startLevel <= reached)) {
    found.push({key: `b ${b.id}`, what: `${b.title || b.name}:`, why: b.problem, lang: 'en'});
  }
  return found;
}
