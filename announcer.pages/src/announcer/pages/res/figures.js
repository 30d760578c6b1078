// How long was waited and served, on some days: by hour, service and counter. For who runs the place.
import {API, json, loadSession} from './client.js';
import {attribute, button, h, ready, show, text} from './dom.js';
import {current, preferred, t, use} from './i18n.js';
import {counterName, serviceName} from './names.js';
import {bars} from './plot.js';
import './texts.js';

const AGAIN_MS = 1000;
const TRIES = 5;
const DAY_MS = 24 * 3600 * 1000;

/** What the API told last; null: nothing yet. */
let figures = null;
/** Services and counters with their names, as they are now. */
let desk = {services: [], counters: []};
/** What is asked for; days are as 2026-11-30, "" is the server's today. */
const wanted = {from: '', to: '', service: '', counter: ''};
let asked = 0;
/** Why nothing newer is shown. */
let problem = null;
let loading = false;

const query = (names) => names.filter((name) => wanted[name]).map((name) => `${name}=${encodeURIComponent(wanted[name])}`).join('&');

async function load() {
  const mine = ++asked;
  loading = true;
  busy();
  for (let tries = 1; mine === asked; tries++) {
    try {
      const told = await json('GET', `/calling/figures?${query(['from', 'to', 'service', 'counter'])}`);
      if (mine === asked) {
        figures = told;
        wanted.from = told.from;
        wanted.to = told.to;
        problem = null;
        break;
      }
    } catch (refused) {
      if (mine === asked && (refused.kind !== 'too-many-figures' || tries >= TRIES)) {
        problem = refused.message;
        break;
      }
      // They are made for one at a time.
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
  if (mine === asked) {
    loading = false;
    build();
    ready();
  }
}

function busy() {
  const main = document.getElementById('main');
  if (main) {
    attribute(main, 'aria-busy', String(loading));
  }
}

function lastDays(count) {
  const today = figures && !wanted.to ? figures.to : wanted.to;
  if (today) {
    wanted.from = new Date(Date.parse(`${today}T00:00:00Z`) - (count - 1) * DAY_MS).toISOString().slice(0, 10);
    load();
  }
}

const span = (times, which) => (times ? `${Math.floor(times[which] / 60)}:${`0${times[which] % 60}`.slice(-2)}` : '–');
const inMinutes = (times, which) => (times ? times[which] / 60 : null);

/** A name as it is now; who is not there any more by the id. */
function nameOf(list, id, name) {
  const one = list.find((each) => each.id === id);
  return one ? name(one) : id;
}

const hourName = (row) => `${`0${row.hour}`.slice(-2)}:00`;
const ofService = (row) => (row.service ? nameOf(desk.services, row.service, serviceName) : t('noService'));
const ofCounter = (row) => (row.counter ? nameOf(desk.counters, row.counter, counterName) : t('figures.noCounter'));

function choice(name, label, all, nameFor) {
  const select = h('select', {id: name, onchange: () => {
    wanted[name] = select.value;
    load();
  }}, h('option', {value: ''}, t('figures.all')), all.map((one) => h('option', {value: one.id}, nameFor(one))));
  select.value = wanted[name];
  return h('label', {}, label, select);
}

function day(name, label) {
  const input = h('input', {id: name, type: 'date', value: wanted[name], onchange: () => {
    wanted[name] = input.value;
    load();
  }});
  return h('label', {}, label, input);
}

function form() {
  return h('form', {class: 'card', onsubmit: (event) => event.preventDefault()}, day('from', t('figures.from')), day('to', t('figures.to')),
    button('today', t('figures.oneDay'), () => lastDays(1)), button('week', t('figures.days', {n: 7}), () => lastDays(7)),
    button('month', t('figures.days', {n: 30}), () => lastDays(30)),
    choice('service', t('service'), desk.services, serviceName), choice('counter', t('figures.counter'), desk.counters, counterName),
    h('a', {id: 'csv', href: `${API}/calling/figures/export?${query(['from', 'to'])}`, download: ''}, t('figures.csv')));
}

function total() {
  const row = figures.total;
  const all = [[t('figures.issued'), row.issued], [t('figures.served'), row.served], [t('figures.noShow'), row.noShow], [t('figures.cancelled'), row.cancelled],
    [t('figures.waitMean'), span(row.waitSeconds, 'mean')], [t('figures.wait90'), span(row.waitSeconds, 'p90')], [t('figures.longest'), span(row.waitSeconds, 'longest')],
    [t('figures.serviceMean'), span(row.serviceSeconds, 'mean')]];
  return h('section', {class: 'card', 'aria-labelledby': 'total-title'},
    h('h2', {id: 'total-title'}, t('figures.total', {from: figures.from, to: figures.to})),
    h('dl', {class: 'total', id: 'total'}, all.map((one) => h('div', {}, h('dt', {}, one[0]), h('dd', {}, String(one[1]))))));
}

function key(words) {
  return h('ul', {class: 'key'}, words.map((word, n) => {
    const sample = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    sample.setAttribute('aria-hidden', 'true');
    const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    Object.entries({class: `bar bar-${n}`, x: 1, y: 1, width: 12, height: 12}).forEach((one) => box.setAttribute(one[0], one[1]));
    sample.append(box);
    return h('li', {}, sample, word);
  }));
}

/** Plots of some rows, with the table that says the same. */
function part(id, title, rows, name) {
  const heads = [t('figures.issued'), t('figures.served'), t('figures.noShow'), t('figures.cancelled'), t('figures.waitMean'), t('figures.wait90'), t('figures.serviceMean'),
    t('figures.service90')];
  const table = h('table', {}, h('caption', {class: 'off-screen'}, title),
    h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, title), heads.map((head) => h('th', {scope: 'col'}, head)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, h('th', {scope: 'row'}, name(row)),
      [row.issued, row.served, row.noShow, row.cancelled, span(row.waitSeconds, 'mean'), span(row.waitSeconds, 'p90'), span(row.serviceSeconds, 'mean'),
        span(row.serviceSeconds, 'p90')].map((value) => h('td', {}, String(value)))))));
  const times = rows.map((row) => ({name: name(row),
    values: [inMinutes(row.waitSeconds, 'mean'), inMinutes(row.waitSeconds, 'p90'), inMinutes(row.serviceSeconds, 'mean')]}));
  const counts = rows.map((row) => ({name: name(row), values: [row.issued, row.served]}));
  const plot = (what, groups, words) => h('figure', {}, h('figcaption', {}, what), h('div', {class: 'wide', tabindex: 0, role: 'group', 'aria-label': what}, bars(`${title}: ${what}`, groups)), key(words));
  return h('section', {class: 'card', id, 'aria-labelledby': `${id}-title`}, h('h2', {id: `${id}-title`}, title), h('div', {class: 'both'},
    h('div', {}, plot(t('figures.inMinutes'), times, [t('figures.waitMean'), t('figures.wait90'), t('figures.serviceMean')]),
      plot(t('figures.tickets'), counts, [t('figures.issued'), t('figures.served')])),
    h('div', {class: 'wide', tabindex: 0, role: 'group', 'aria-label': title}, table)));
}

function build() {
  const focused = document.activeElement && (document.activeElement.id || document.activeElement.dataset.action);
  const other = current() === 'en' ? 'zh' : 'en';
  const alert = h('p', {id: 'problem', role: 'alert', lang: 'en', hidden: true});
  const some = figures && figures.total.issued > 0;
  document.title = `${t('figures.title')} – Announcer`;
  const app = document.getElementById('app');
  app.textContent = '';
  app.append(
    h('header', {}, h('h1', {}, t('figures.title')), h('span', {class: 'grow'}), h('a', {href: '/'}, t('title')),
      button('language', other === 'zh' ? '中文' : 'English', () => {
        use(other, true);
        build();
      }, {lang: other})),
    h('main', {id: 'main', tabindex: -1}, form(), alert,
      !figures ? null : !some ? h('p', {class: 'card', id: 'nothing'}, t('figures.nothing', {from: figures.from, to: figures.to}))
        : [total(), part('hours', t('figures.byHour'), figures.hours, hourName), part('services', t('figures.byService'), figures.services, ofService),
          part('counters', t('figures.byCounter'), figures.counters, ofCounter)],
      figures ? h('p', {class: 'hint'}, t('figures.hint', {days: figures.keepDays, zone: figures.timeZone})) : null));
  text(alert, problem);
  show(alert, problem);
  busy();
  const again = focused && (document.getElementById(focused) || document.querySelector(`[data-action="${focused}"]`));
  if (again) {
    again.focus();
  }
}

async function start() {
  use(preferred());
  try {
    await loadSession();
    desk = await json('GET', '/calling');
  } catch (refused) {
    if (refused.status !== 401) {
      problem = refused.message;
      build();
      ready();
      setTimeout(start, 2000);
    }
    return;
  }
  await load();
}

start();
