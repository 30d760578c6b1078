// The ticket machine: a service is chosen, and there is a number, on paper and to follow on a telephone.
import {json} from './client.js';
import {attribute, button, h, keyed, ready, show, text} from './dom.js';
import {counted, inAll} from './fresh.js';
import {current, preferred, t, use} from './i18n.js';
import {minutes, named, serviceName} from './names.js';
import {NAMES, following} from './visitor-texts.js';

const REFRESH_MS = 10000;
const AGAIN_MS = 2000;
const BACK_MS = 25000;
const KNOWN = ['service-closed', 'numbers-used-up', 'too-many-tickets', 'queue-full'];
const wishes = new URLSearchParams(location.search);
/** `?kiosk`: a machine for everybody, which goes back by itself. `?print`: it prints each number at once. */
const isKiosk = wishes.has('kiosk');
const printsAtOnce = wishes.has('print');

let offer = null;
let off = false;
let ticket = null;
let taking = null;
let said = '';
let back = 0;

const list = h('ul', {class: 'choices', id: 'services'});
const message = h('p', {class: 'message', id: 'message', role: 'status'});
const slip = h('section', {class: 'slip', id: 'slip', hidden: true, tabindex: -1, 'aria-labelledby': 'slip-title'});
const choice = h('section', {id: 'choice'});
const title = h('h1', {});
const language = button('language', '', () => {
  use(following(), !isKiosk);
  draw();
});

function draw() {
  text(title, t('take.title'));
  text(language, NAMES[following()]);
  attribute(language, 'lang', following());
  document.title = `${t('take.title')} – Announcer`;
  text(message, off ? t('take.off') : said);
  const others = (offer ? offer.languages : []).filter((tag) => tag.split('-')[0] !== current());
  keyed(list, offer && !off ? offer.services : [], (s) => s.id, (s) => h('li', {}, h('button', {type: 'button', 'data-service': s.id, onclick: () => take(s.id)},
    h('b', {}), h('span', {class: 'soft'}), h('span', {class: 'soft'}))), (row, s) => {
    const parts = row.firstChild.children;
    text(parts[0], serviceName(s));
    inAll(parts[1], others, (tag) => (named(s.names, '', tag) === serviceName(s) ? '' : named(s.names, '', tag)));
    text(parts[2], s.open ? [counted('take.waiting', s.waiting, current()), s.estimatedWaitSeconds === null ? '' : t('board.estimate', {time: minutes(s.estimatedWaitSeconds)})]
      .filter(Boolean).join(', ') : `${t('take.closed')}. ${s.hours && s.hours.length ? t('take.hours', {hours: s.hours.join(', ')}) : ''}`);
    attribute(row.firstChild, 'aria-disabled', String(!s.open || taking !== null));
  });
  show(choice, !ticket);
  show(slip, ticket);
}

function drawSlip() {
  slip.textContent = '';
  const code = h('img', {class: 'code', id: 'code', src: `/ticket/${encodeURIComponent(ticket.id)}.svg`, alt: t('take.scan'), width: 200, height: 200});
  const follow = h('a', {href: ticket.link || `/ticket/${encodeURIComponent(ticket.id)}`, id: 'follow'}, t('take.follow'));
  const figure = h('figure', {}, code, h('figcaption', {}, t('take.scan')));
  code.addEventListener('error', () => show(figure, false));
  slip.append(h('h2', {id: 'slip-title'}, t('take.yours')), h('p', {class: 'number', id: 'number'}, ticket.number),
    h('p', {class: 'of'}, ticket.service ? serviceName(ticket.service) : ''),
    h('p', {id: 'ahead'}, ticket.before === 0 ? t('take.before.none') : ticket.before ? counted('take.before', ticket.before, current()) : ''),
    h('p', {}, ticket.estimatedWaitSeconds === null ? '' : t('take.estimate', {time: minutes(ticket.estimatedWaitSeconds)})), figure,
    h('p', {class: 'soft when'}, t('take.issued', {time: new Intl.DateTimeFormat(current(), {year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false})
      .format(new Date(ticket.issued))})),
    h('div', {class: 'buttons'}, isKiosk ? null : follow, button('print', t('take.print'), () => window.print()), button('done', t('take.done'), done)));
  if (printsAtOnce) {
    const print = () => window.print();
    code.addEventListener('load', print);
    code.addEventListener('error', print);
  }
}

/** One number for one press, however often the connection is lost before the answer is here. */
async function take(service) {
  const one = offer.services.find((s) => s.id === service);
  if (taking !== null || !one.open) {
    return;
  }
  taking = Array.from(window.crypto.getRandomValues(new Uint8Array(16)), (b) => `0${b.toString(16)}`.slice(-2)).join('');
  said = t('take.slow');
  draw();
  while (taking !== null) {
    try {
      ticket = await json('POST', '/public/take', {service}, {public: true, headers: {'Idempotency-Key': taking}});
      taking = null;
      said = '';
      drawSlip();
      draw();
      slip.focus();
      if (isKiosk) {
        back = setTimeout(done, BACK_MS);
      }
    } catch (problem) {
      if (problem.kind) {
        taking = null;
        const ours = KNOWN.indexOf(problem.kind) >= 0 ? problem.kind : 'other';
        said = t(`take.refused.${ours}`);
      } else {
        said = t('take.noConnection');
      }
      draw();
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

function done() {
  clearTimeout(back);
  ticket = null;
  said = '';
  if (isKiosk) {
    use(preferred());
  }
  draw();
  refresh();
}

async function refresh() {
  try {
    offer = await json('GET', '/public/take', undefined, {public: true});
    off = false;
    document.documentElement.dataset.connection = 'live';
  } catch (problem) {
    document.documentElement.dataset.connection = 'lost';
    off = problem.kind === 'take-off';
    if (!problem.status && taking === null && !ticket) {
      said = t('connection.lost');
      draw();
      return;
    }
  }
  if (said === t('connection.lost')) {
    said = '';
  }
  ready();
  draw();
}

use(preferred());
choice.append(list);
document.getElementById('app').append(h('header', {}, title, h('span', {class: 'grow'}), language), h('main', {id: 'main'}, message, choice, slip));
refresh();
setInterval(refresh, REFRESH_MS);
