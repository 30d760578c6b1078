// A counter's place: who is being served, the next one, a number called by hand.
import {call, json} from './client.js';
import {callWords, isUndecided} from './call-words.js';
import {counter, forTab, kept, may, onChange, service, state} from './desk-state.js';
import {attribute, button, h, keyed, show, text} from './dom.js';
import {t, tn} from './i18n.js';
import {keys, sign} from './keys.js';
import {counterName, minutes, serviceName, timeOf} from './names.js';
import {isPending, send} from './outbox.js';
import {saySection} from './say.js';

const TYPED = 'announcer-typed';
const LONGEST = 20;
const PREVIEW_MS = 400;
/** What changes who is served: one at a time, for who presses twice means once. */
const CHANGES = ['next', 'call', 'serve', 'finish', 'no-show', 'park', 'transfer', 'pause', 'open'];

const changing = () => CHANGES.some((name) => isPending(name));
const nothing = () => {};

/** Sends a command of this counter; of one that names the present ticket nothing is done when that is another by then. */
function command(place, name, what, body) {
  return send(name, what, `/calling/counters/${encodeURIComponent(place.counter)}/${name}`, body);
}

/** Calls a ticket that is known. */
export function callTicket(place, ticket) {
  if (!changing()) {
    command(place, 'call', t('what.call', {number: ticket.number}), {ticket: ticket.id}).catch(nothing);
  }
}

export function counterSections(place) {
  const act = may('ANNOUNCE');
  const now = nowSection(place, act);
  return act ? [now, nextButton(place), typedSection(place), saySection(place)] : [now];
}

function nowSection(place, act) {
  const number = h('p', {class: 'number', id: 'now-number'});
  const about = h('p', {id: 'now-about'});
  const called = h('p', {id: 'now-called'});
  const outcome = h('p', {class: 'outcome', id: 'now-call'}, h('b', {}), ' ', h('span', {lang: 'en'}));
  const transfer = h('div', {id: 'transfer', class: 'panel', hidden: true, role: 'group', 'aria-label': t('transferTo')});
  const buttons = act ? [
    action('again', 'r', () => ofTicket('again')), action('serve', 'h', () => ofTicket('serve')), action('finish', 'd', () => ofTicket('finish')),
    action('no-show', 'x', () => ofTicket('no-show')), action('park', 'k', () => ofTicket('park')), action('transfer', 't', openTransfer),
    action('pause', 'p', pauseOrOpen)] : [];
  const part = {};
  buttons.forEach((one) => (part[one.dataset.action] = one));

  function action(name, key, run) {
    return button(name, [h('span', {}, t(`do.${name}`)), sign(key)], run, {'aria-keyshortcuts': key.toUpperCase()});
  }

  function ofTicket(name) {
    const one = counter();
    const disabled = !one || !one.current || (name === 'again' ? isPending('again') : changing());
    if (!disabled) {
      closeTransfer();
      command(place, name, `${t(`do.${name}`)}: ${one.current.number}`, {ticket: one.current.id}).catch(nothing);
    }
  }

  function pauseOrOpen() {
    const one = counter();
    if (one && !changing()) {
      const name = one.state === 'PAUSED' ? 'open' : 'pause';
      command(place, name, t(`do.${name}`)).catch(nothing);
    }
  }

  function openTransfer() {
    if (transfer.hidden && counter() && counter().current) {
      transfer.hidden = false;
      attribute(part.transfer, 'aria-expanded', 'true');
      draw();
      const first = transfer.querySelector('button');
      if (first) {
        first.focus();
      }
    } else {
      closeTransfer();
    }
  }

  function closeTransfer(focus = false) {
    transfer.hidden = true;
    if (part.transfer) {
      attribute(part.transfer, 'aria-expanded', 'false');
      if (focus) {
        part.transfer.focus();
      }
    }
  }
  transfer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      closeTransfer(true);
    }
  });

  function transferTo(target, name) {
    const one = counter();
    if (one && one.current && !changing()) {
      command(place, 'transfer', `${t('do.transfer')}: ${one.current.number} → ${name}`, Object.assign({ticket: one.current.id}, target)).catch(nothing);
    }
    closeTransfer(true);
  }

  function targets() {
    const services = state.desk.services.filter((s) => s.kind === 'TICKETS').map((s) => ({key: `s ${s.id}`, name: serviceName(s), to: {service: s.id}}));
    const counters = state.desk.counters.filter((c) => c.id !== place.counter)
      .map((c) => ({key: `c ${c.id}`, name: counterName(c), to: {counter: c.id}}));
    return services.concat(counters);
  }

  function draw() {
    const one = counter();
    const ticket = one && one.current;
    const call = ticket && ticket.call;
    text(number, ticket ? ticket.number : '–');
    attribute(number, 'data-empty', ticket ? null : 'true');
    const of = ticket && ticket.service && service(ticket.service);
    text(about, ticket ? [of ? serviceName(of) : ticket.typed ? t('typedByHand') : '', t(`ticket.${ticket.state}`)].filter(Boolean).join(' · ') : t('nobodyServed'));
    text(called, call ? t('calledAt', {time: timeOf(call.at, state.desk.timeZone, true), by: call.by || '–'}) + (call.again ? ` · ${tn('again', call.again)}` : '') : '');
    const words = callWords(call, state.desk && state.desk.timeZone);
    attribute(outcome, 'data-tone', words.tone);
    text(outcome.firstChild, words.text);
    text(outcome.lastChild, words.cause);
    const busy = changing();
    for (const name of Object.keys(part)) {
      const off = name === 'pause' ? busy || !one : !ticket || (name === 'again' ? isPending('again') : busy) || (name === 'serve' && ticket.state === 'SERVING');
      attribute(part[name], 'aria-disabled', String(Boolean(off)));
      attribute(part[name], 'aria-busy', isPending(name) ? 'true' : null);
    }
    if (part.pause) {
      text(part.pause.firstChild, t(one && one.state === 'PAUSED' ? 'do.open' : 'do.pause'));
    }
    if (!ticket && !transfer.hidden) {
      closeTransfer();
    }
    if (!transfer.hidden) {
      keyed(transfer, targets(), (to) => to.key, (to) => button('transfer-to', to.name, () => transferTo(to.to, to.name)), (b, to) => text(b, to.name));
    }
  }
  onChange(draw);
  // A call that waits becomes late while nothing else happens.
  onTick(() => isUndecided(counter() && counter().current && counter().current.call) && draw());
  return h('section', {class: 'card', id: 'now', 'aria-labelledby': 'now-title'}, h('h2', {id: 'now-title'}, t('servedNow')),
    h('div', {class: 'now'}, number, h('div', {}, outcome, called, about)), h('div', {class: 'buttons'}, buttons), transfer);
}

function nextButton(place) {
  const label = h('span', {});
  const detail = h('small', {});
  const element = h('button', {type: 'button', id: 'next', 'data-action': 'next', class: 'next', 'aria-keyshortcuts': 'N Space', onclick: next}, label, detail,
    h('span', {class: 'signs', 'aria-hidden': 'true'}, sign('n'), sign(' ')));

  function next() {
    const one = counter();
    if (one && one.state !== 'PAUSED' && !changing()) {
      command(place, 'next', t('do.next'), {ticket: one.current ? one.current.id : ''}).catch(nothing);
    }
  }

  function draw() {
    const one = counter();
    const paused = one && one.state === 'PAUSED';
    text(label, paused ? t('counterPaused') : one && one.next ? t('nextNumber', {number: one.next}) : t('do.next'));
    text(detail, !one ? '' : one.waiting ? `${tn('wait', one.waiting)}, ${t('longest', {time: minutes(one.longestWaitSeconds)})}` : t('nobodyWaits'));
    attribute(element, 'aria-disabled', String(!one || paused || changing()));
    attribute(element, 'aria-busy', isPending('next') ? 'true' : null);
  }
  onChange(draw);
  return element;
}

function typedSection(place) {
  const words = h('p', {class: 'hint grow', id: 'typed-words', 'aria-live': 'polite'});
  const input = h('input', {id: 'typed', type: 'text', maxlength: LONGEST, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    enterkeyhint: 'go', 'aria-describedby': 'typed-words', oninput: () => {
      kept.set(forTab, TYPED, input.value);
      preview();
    }});
  const of = h('select', {id: 'typed-service', onchange: () => preview()});
  input.value = kept.get(forTab, TYPED) || '';
  const submit = h('button', {type: 'submit', 'data-action': 'call', 'aria-keyshortcuts': 'Enter'}, h('span', {}, t('do.call')), h('kbd', {'aria-hidden': 'true'}, t('enter')));
  const listen = button('listen', t('listenFirst'), hear, {hidden: true});
  let asked = 0;
  let timer = 0;
  /** What would be spoken, as the API takes it; null: nothing is typed, or it is not known yet. */
  let sound = null;

  function body() {
    const all = {number: input.value.trim()};
    if (of.value) {
      all.service = of.value;
    }
    return all;
  }

  function preview() {
    clearTimeout(timer);
    const mine = ++asked;
    words.textContent = '';
    sound = null;
    show(listen, false);
    if (input.value.trim()) {
      timer = setTimeout(() => json('POST', `/calling/counters/${encodeURIComponent(place.counter)}/preview`, body()).then((answer) => {
        if (mine === asked) {
          words.append(`${t('willBeSaid')} `);
          sound = {[answer.markup === 'ssml' ? 'ssml' : 'text']: answer.text, channel: answer.channel, locale: answer.locale, voice: answer.voice};
          // Previews are not among what a login for one counter may ask for.
          show(listen, answer.text && !state.session.counter);
          (answer.words || []).forEach((one) => words.append(h('q', {lang: one.language}, one.text), ' '));
        }
      }, (problem) => mine === asked && problem.status && words.append(h('span', {lang: 'en'}, problem.message))), PREVIEW_MS);
    }
  }

  /** For the operator only: nothing of it goes on the air. */
  async function hear() {
    try {
      const address = URL.createObjectURL(await (await call('POST', '/preview', JSON.stringify(sound), 'application/json')).blob());
      const audio = new Audio(address);
      audio.onended = () => URL.revokeObjectURL(address);
      await audio.play();
    } catch (problem) {
      words.append(h('span', {lang: 'en'}, problem.message));
    }
  }

  const form = h('form', {id: 'type', class: 'row', onsubmit: (event) => {
    event.preventDefault();
    const all = body();
    // Behind what is underway: it names no ticket that could be another one by then.
    if (!all.number || isPending('call')) {
      return;
    }
    command(place, 'call', t('what.call', {number: all.number}), all).then(() => {
      if (input.value.trim() === all.number) {
        input.value = '';
        kept.set(forTab, TYPED, '');
        preview();
        // The keys work again.
        if (document.activeElement === input) {
          document.getElementById('main').focus();
        }
      }
    }, () => input.focus());
  }}, h('label', {for: 'typed', class: 'off-screen'}, t('number')), input, h('label', {for: 'typed-service', class: 'off-screen'}, t('service')), of, submit);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      document.getElementById('main').focus();
    }
  });
  onChange(() => {
    const services = state.desk ? state.desk.services.filter((s) => s.kind === 'TICKETS') : [];
    const chosen = of.value;
    keyed(of, [{id: ''}].concat(services), (s) => s.id, (s) => h('option', {value: s.id}), (option, s) => text(option, s.id ? serviceName(s) : t('noService')));
    of.value = services.some((s) => s.id === chosen) ? chosen : '';
    show(of, services.length > 0);
    attribute(submit, 'aria-disabled', String(isPending('call') || !counter()));
    attribute(submit, 'aria-busy', isPending('call') ? 'true' : null);
  });
  if (input.value) {
    preview();
  }
  return h('section', {class: 'card', id: 'by-hand', 'aria-labelledby': 'by-hand-title'}, h('h2', {id: 'by-hand-title'}, t('byHand'), ' ', sign('c')), form, h('div', {class: 'row'}, words, listen));
}

/** The keys of a counter's place. */
export function counterKeys() {
  const press = (name) => () => {
    const one = document.querySelector(`#main [data-action="${name}"]`);
    return one ? one.click() : false;
  };
  const focus = (id) => () => {
    const one = document.getElementById(id);
    const box = one && one.closest('details');
    if (box) {
      box.open = true;
    }
    return one ? one.focus() : false;
  };
  const all = {'n': press('next'), ' ': press('next'), 'r': press('again'), 'h': press('serve'), 'd': press('finish'), 'x': press('no-show'), 'k': press('park'),
    't': press('transfer'), 'p': press('pause'), 'c': focus('typed'), 's': focus('say-text')};
  // A digit begins a number: it is typed into the field, which has the focus by then.
  for (const digit of '0123456789') {
    all[digit] = () => {
      focus('typed')();
      return false;
    };
  }
  keys(all);
}

let ticks = [];
setInterval(() => ticks.forEach((tick) => tick()), 1000);
function onTick(tick) {
  ticks = [tick];
}

