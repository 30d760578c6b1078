// Orders: what is being prepared, what is ready, and a keypad for their numbers.
import {callWords, isUndecided} from './call-words.js';
import {forTab, kept, may, onChange, state} from './desk-state.js';
import {attribute, button, h, keyed, show, text} from './dom.js';
import {t} from './i18n.js';
import {keys} from './keys.js';
import {timeOf} from './names.js';
import {isPending, send} from './outbox.js';
import {callsSection} from './waiting.js';

const TYPED = 'announcer-order';
const LONGEST = 12;
const nothing = () => {};

export function orderSections(place) {
  return may('ANNOUNCE') ? [keypadSection(place)] : [];
}

export const orderAside = (place) => [listSection(place, 'READY'), listSection(place, 'PREPARING'), callsSection('ORDER')];

function keypadSection(place) {
  const input = h('input', {id: 'order', type: 'text', inputmode: 'numeric', maxlength: LONGEST, autocomplete: 'off', oninput: () => kept.set(forTab, TYPED, input.value)});
  input.value = kept.get(forTab, TYPED) || '';
  const preparing = button('preparing', [h('span', {}, t('order.preparing')), h('kbd', {'aria-hidden': 'true'}, '+')], () => add(false), {'aria-keyshortcuts': '+'});
  const ready = h('button', {type: 'submit', 'data-action': 'ready', class: 'go', 'aria-keyshortcuts': 'Enter'}, h('span', {}, t('order.ready')),
    h('kbd', {'aria-hidden': 'true'}, t('enter')));
  const set = (value) => {
    input.value = value.slice(0, LONGEST);
    kept.set(forTab, TYPED, input.value);
  };

  /** Without a number: the next one, which only makes sense for one that is begun. */
  function add(isReady) {
    const number = input.value.trim();
    const name = `order ${number} ${isReady}`;
    if (isPending(name) || (isReady && !number)) {
      return;
    }
    const body = {service: place.orders, ready: isReady};
    if (number) {
      body.number = number;
    }
    // The next one is typed while this one is underway.
    set('');
    send(name, `${t(isReady ? 'order.ready' : 'order.preparing')}: ${number || t('nextOrder')}`, '/calling/orders', body)
      .catch(() => input.value || set(number));
  }

  const digits = '123456789'.split('').concat(['⌫', '0', 'C']).map((sign) => button(sign === '⌫' ? 'erase' : sign === 'C' ? 'clear' : 'digit', sign, () => {
    set(sign === '⌫' ? input.value.slice(0, -1) : sign === 'C' ? '' : input.value + sign);
  }, {'aria-label': sign === '⌫' ? t('erase') : sign === 'C' ? t('clear') : null}));
  input.addEventListener('keydown', (event) => {
    if (event.key === '+') {
      event.preventDefault();
      add(false);
    }
  });
  return h('section', {class: 'card', id: 'keypad', 'aria-labelledby': 'keypad-title'}, h('h2', {id: 'keypad-title'}, t('orderNumber')),
    h('form', {id: 'order-form', onsubmit: (event) => {
      event.preventDefault();
      add(true);
    }}, h('label', {for: 'order', class: 'off-screen'}, t('orderNumber')), input, h('div', {class: 'pad'}, digits), h('div', {class: 'buttons'}, preparing, ready)),
    h('p', {class: 'hint'}, t('orderHint')));
}

function listSection(place, kind) {
  const list = h('ul', {class: 'orders'});
  const none = h('p', {class: 'soft'}, t('noOrders'));
  const id = kind.toLowerCase();
  const act = (name, order, body) => {
    if (!isPending(`${name} ${order.id}`)) {
      send(`${name} ${order.id}`, `${t(`do.${name}`)}: ${order.number}`, `/calling/orders/${encodeURIComponent(order.id)}/${name}`, body).catch(nothing);
    }
  };
  const doing = (name, words, order) => button(name, t(words), () => act(name, order), {'aria-label': `${t(words)} ${order.number}`});

  function draw() {
    const orders = (state.desk ? state.desk.orders : []).filter((one) => one.service === place.orders && one.state === kind);
    keyed(list, orders, (one) => one.id, (one) => h('li', {'data-number': one.number}, h('b', {}), h('span', {class: 'soft'}), h('p', {class: 'outcome'}, h('b', {}), ' ',
      h('span', {lang: 'en'})), may('ANNOUNCE') ? h('div', {class: 'row'}, doing('ready', kind === 'READY' ? 'do.again' : 'do.ready', one),
      kind === 'READY' ? doing('collected', 'do.collected', one) : doing('cancel', 'do.cancel', one)) : null), (row, one) => {
      const words = callWords(one.call, state.desk.timeZone);
      text(row.children[0], one.number);
      text(row.children[1], timeOf(one.called || one.issued, state.desk.timeZone));
      text(row.children[2].firstChild, words.text);
      text(row.children[2].lastChild, words.cause);
      attribute(row.children[2], 'data-tone', words.tone);
      show(row.children[2], words.text);
    });
    show(none, orders.length === 0);
  }
  onChange(draw);
  return h('section', {class: 'card', id, 'aria-labelledby': `${id}-title`}, h('h2', {id: `${id}-title`}, t(`order.${id}`)), list, none);
}

/** Whether a ready order's words change by time alone. */
export const someUndecided = () => state.desk.orders.some((one) => isUndecided(one.call));

/** The keys of the place for orders: digits go into the field. */
export function orderKeys() {
  const all = {};
  const focus = () => {
    document.getElementById('order').focus();
    return false;
  };
  for (const sign of '0123456789c') {
    all[sign] = focus;
  }
  all['+'] = () => document.querySelector('[data-action=preparing]').click();
  keys(may('ANNOUNCE') ? all : {});
}
