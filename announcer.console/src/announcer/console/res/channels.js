// The list of channels. A card is touched only when its own channel changed.
import {button, h, keyed, show, text} from './dom.js';
import {ChannelCard} from './channel-card.js';
import {newChannel} from './channel-dialogs.js';
import {t, tn} from './i18n.js';
import {compare} from './format.js';
import {may, on, state} from './store.js';
import {tooMany} from './voices-select.js';

/** With no more channels than this all details are shown at once. */
const FEW = 3;

export function channelsSection() {
  const cards = new Map();
  const list = h('div', {class: 'channels', id: 'channels'});
  const none = h('p', {class: 'empty', hidden: true});
  const count = h('span', {class: 'count'});
  const filter = h('input', {type: 'search', id: 'channel-filter', placeholder: t('filterChannels'), 'aria-label': t('filterChannels'),
    oninput: order, autocomplete: 'off'});

  function shown(channel) {
    const wanted = filter.value.trim().toLowerCase();
    return !wanted || `${channel.id} ${channel.voice} ${channel.playUrl ?? ''} ${channel.problem ?? ''}`.toLowerCase().includes(wanted);
  }

  function card(channel) {
    if (!cards.has(channel.id)) {
      cards.set(channel.id, new ChannelCard(channel, {open: state.channels.size <= FEW, lazyVoices: tooMany(state.channels.size)}));
      cards.get(channel.id).level(state.levels.get(channel.id));
    }
    return cards.get(channel.id);
  }

  function order() {
    for (const id of cards.keys()) {
      if (!state.channels.has(id)) {
        cards.delete(id);
      }
    }
    const all = [...state.channels.values()].sort((a, b) => compare(a.id, b.id));
    const wanted = all.filter(shown);
    keyed(list, wanted, (c) => c.id, (c) => card(c).element);
    text(count, wanted.length === all.length ? tn('channels', all.length) : t('someOf', {n: wanted.length, all: all.length}));
    text(none, all.length === 0 ? t('noChannels') : t('noneMatch'));
    show(none, wanted.length === 0);
    show(filter, all.length > FEW || filter.value);
  }

  const each = (changes, does) => {
    for (const id of changes.keys()) {
      const channel = state.channels.get(id);
      if (channel && cards.has(id)) {
        does(cards.get(id), channel);
      }
    }
  };
  on('channel', (changes) => each(changes, (c, channel) => c.update(channel)));
  on('pacing', (changes) => each(changes, (c, channel) => c.pacing(channel)));
  on('levels', (changes) => each(changes, (c, channel) => c.level(state.levels.get(channel.id))));
  on('listening', (changes) => each(changes, (c) => c.listening()));
  on('voices', () => cards.forEach((c) => c.voices(tooMany(state.channels.size))));
  on('order', order);
  order();

  return h('section', {class: 'main-column', 'aria-labelledby': 'channels-title'},
    h('div', {class: 'section-head'}, h('h2', {id: 'channels-title'}, t('channelsTitle')), count, filter,
      may('ADMINISTER') ? button('new-channel', t('newChannel'), newChannel) : null),
    none, list);
}
