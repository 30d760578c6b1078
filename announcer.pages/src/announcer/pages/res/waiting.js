// Beside the place: what waits for each service, who did not come, and the last calls.
import {callTicket} from './counter.js';
import {callWords} from './call-words.js';
import {counter, counterOf, may, onChange, state} from './desk-state.js';
import {attribute, button, h, keyed, show, text} from './dom.js';
import {t} from './i18n.js';
import {counterName, letterOf, minutes, serviceName, timeOf} from './names.js';
import {isPending, send} from './outbox.js';

const MOST_PARKED = 20;
const MOST_CALLS = 12;
const nothing = () => {};

export function waitingSections(place) {
  return [waitingSection(), parkedSection(place), callsSection()];
}

function waitingSection() {
  const rows = h('tbody', {});
  const given = h('p', {class: 'done', role: 'status', hidden: true});
  const issue = (service) => {
    if (!isPending(`issue ${service.id}`)) {
      send(`issue ${service.id}`, t('what.issue', {service: serviceName(service)}), '/calling/tickets', {service: service.id}).then((ticket) => {
        given.textContent = '';
        given.append(`${t('given', {number: ticket.number})} `, h('a', {href: `/ticket/${ticket.id}`, target: '_blank', rel: 'noopener'}, t('openTicket')));
        show(given, true);
      }, nothing);
    }
  };
  onChange(() => {
    const own = (counter() || {services: []}).services;
    const all = (state.desk ? state.desk.services : []).filter((s) => s.kind === 'TICKETS');
    all.sort((a, b) => (own.indexOf(a.id) < 0) - (own.indexOf(b.id) < 0));
    keyed(rows, all, (s) => s.id, (s) => h('tr', {}, h('th', {scope: 'row'}, h('b', {}), ' ', h('span', {})), h('td', {class: 'count'}), h('td', {class: 'soft'}),
      h('td', {}, may('ANNOUNCE') ? button('issue', '+', () => issue(s), {class: 'small'}) : null)), (row, s) => {
      const cells = row.children;
      text(cells[0].firstChild, letterOf(s));
      text(cells[0].lastChild, serviceName(s) + (s.open ? '' : ` (${t('closed')})`));
      text(cells[1], String(s.waiting));
      text(cells[2], s.waiting ? minutes(s.longestWaitSeconds) : '');
      const give = cells[3].firstChild;
      if (give) {
        attribute(give, 'aria-label', t('giveNumber', {service: serviceName(s)}));
        attribute(give, 'title', t('giveNumber', {service: serviceName(s)}));
      }
    });
  });
  return section('waiting', t('waitingTitle'), h('table', {}, h('thead', {class: 'off-screen'}, h('tr', {}, h('th', {scope: 'col'}, t('service')),
    h('th', {scope: 'col'}, t('waitingTitle')), h('th', {scope: 'col'}, t('longestWait')), h('td', {}))), rows), given);
}

function parkedSection(place) {
  const list = h('ul', {class: 'rows'});
  const none = h('p', {class: 'soft'}, t('nobodyParked'));
  const requeue = (ticket) => {
    if (!isPending(`requeue ${ticket.id}`)) {
      send(`requeue ${ticket.id}`, t('what.requeue', {number: ticket.number}), `/calling/tickets/${encodeURIComponent(ticket.id)}/requeue`).catch(nothing);
    }
  };
  onChange(() => {
    const parked = (state.desk ? state.desk.parked : []).slice(0, MOST_PARKED);
    keyed(list, parked, (one) => one.id, (one) => h('li', {'data-number': one.number}, h('b', {}), h('span', {class: 'soft grow'}), may('ANNOUNCE') ? [
      button('recall', t('do.call'), () => callTicket(place, current(one.id)), {'aria-label': `${t('do.call')} ${one.number}`, class: 'small'}),
      // Who works for one counter moves nobody in the lines of all.
      state.session.counter ? null : button('requeue', t('do.requeue'), () => requeue(one), {'aria-label': `${t('do.requeue')} ${one.number}`, class: 'small'})] : null), (row, one) => {
      text(row.children[0], one.number);
      text(row.children[1], `${one.state === 'PARKED' ? t('ticket.PARKED') : ''} ${timeOf(one.called || one.issued, state.desk.timeZone)}`);
    });
    show(none, parked.length === 0);
  });
  return section('parked', t('parkedTitle'), list, none);
}

const current = (id) => state.desk.parked.find((one) => one.id === id);

/** The last calls: number, counter, when, by whom, and whether it was heard. */
export function callsSection(kind = null) {
  const list = h('ul', {class: 'rows'});
  const none = h('p', {class: 'soft'}, t('noCalls'));
  onChange(() => {
    const calls = (state.desk ? state.desk.calls : []).filter((call) => !kind || call.kind === kind).slice(0, MOST_CALLS);
    keyed(list, calls, (call) => call.id, () => h('li', {class: 'call'}, h('b', {}), h('span', {class: 'grow'}), h('span', {class: 'soft'}), h('p', {class: 'outcome'})),
      (row, call) => {
        const words = callWords(call, state.desk.timeZone);
        const at = counterOf(call.counter);
        text(row.children[0], call.number);
        text(row.children[1], at ? `→ ${counterName(at)}` : '');
        text(row.children[2], `${timeOf(call.at, state.desk.timeZone, true)} ${call.by || ''}`);
        text(row.children[3], words.text);
        attribute(row, 'data-number', call.number);
        attribute(row, 'data-state', call.state);
        attribute(row.children[3], 'data-tone', words.tone);
      });
    show(none, calls.length === 0);
  });
  return section('calls', t('lastCalls'), list, none);
}

function section(id, title, ...content) {
  return h('section', {class: 'card', id, 'aria-labelledby': `${id}-title`}, h('h2', {id: `${id}-title`}, title), content);
}
