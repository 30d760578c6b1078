// One announcement that waits, with what can be done about it.
import {post, remove} from './api.js';
import {attribute, button, h, text} from './dom.js';
import {time} from './format.js';
import {t} from './i18n.js';
import {act} from './outcome.js';
import {may} from './store.js';
import {particulars} from './words.js';

const LONGEST_SHOWN = 160;

export class QueueItem {
  #id;
  #place = 0;
  #text = h('span', {class: 'words'});
  #meta = h('span', {class: 'meta'});
  #buttons;

  constructor(announcement) {
    this.#id = announcement.id;
    const move = (action, sign, place) => button(action, h('span', {'aria-hidden': 'true'}, sign),
      (e) => e.currentTarget.getAttribute('aria-disabled') === 'true'
        || act(e.currentTarget, () => post(`${this.#path()}/move`, {place: place()})), {class: 'icon', title: t(action)});
    this.#buttons = {
      front: move('front', '⤒', () => 0),
      up: move('up', '↑', () => Math.max(0, this.#place - 1)),
      down: move('down', '↓', () => this.#place + 1),
      cancel: button('cancel', h('span', {'aria-hidden': 'true'}, '✕'), (e) => act(e.currentTarget, () => remove(this.#path())),
        {class: 'icon', title: t('cancelOne')}),
    };
    const {front, up, down, cancel} = this.#buttons;
    this.element = h('li', {'data-announcement': announcement.id}, h('div', {class: 'item'}, this.#text, this.#meta,
      h('span', {class: 'buttons'}, may('OPERATE') ? [front, up, down] : null, may('ANNOUNCE') ? cancel : null)));
  }

  update(announcement, place, length) {
    this.#place = place;
    const words = announcement.text.slice(0, LONGEST_SHOWN);
    text(this.#text, words);
    const waits = announcement.state === 'QUEUED';
    // One that has begun already was interrupted, or its listeners were lost.
    text(this.#meta, [waits ? '' : t(`announcement.${announcement.state}`), waits && announcement.sendings > 0 ? t('onceMore') : '',
      ...particulars(announcement), time(announcement.submitted)].filter(Boolean).join(' · '));
    attribute(this.#meta, 'title', announcement.cause);
    for (const [action, b] of Object.entries(this.#buttons)) {
      attribute(b, 'aria-label', `${t(action === 'cancel' ? 'cancelOne' : action)}: ${words}`);
    }
    attribute(this.#buttons.front, 'aria-disabled', !waits || place === 0 ? 'true' : null);
    attribute(this.#buttons.up, 'aria-disabled', !waits || place === 0 ? 'true' : null);
    attribute(this.#buttons.down, 'aria-disabled', !waits || place >= length - 1 ? 'true' : null);
  }

  #path() {
    return `/announcements/${encodeURIComponent(this.#id)}`;
  }
}
