// The outcomes of an announcement for several channels: one for each of them.
import {attribute, h, keyed, show, text} from './dom.js';
import {t} from './i18n.js';
import {announcementTone, announcementWord, pill, setPill} from './words.js';

/** Where an announcement is spoken, in words; of one for one channel its id. */
export function whereOf({channel, channels, zone}) {
  if (zone) {
    return t('zoneNamed', {zone});
  }
  if (channels?.includes('*')) {
    return t('allChannels');
  }
  return channels ? channels.join(', ') : channel;
}

/** Whether an announcement is spoken on a channel. */
export const isOn = (announcement, channel) => announcement.channel === channel
  || (announcement.outcomes ?? []).some((outcome) => outcome.channel === channel);

/** A list of them; nothing for an announcement that is for one channel. */
export function outcomesList() {
  return h('ul', {class: 'outcomes', hidden: true});
}

/** Makes a list tell of these. */
export function setOutcomes(list, outcomes = []) {
  keyed(list, outcomes, (o) => o.channel, makeOutcome, updateOutcome);
  show(list, outcomes.length > 0);
}

function makeOutcome(o) {
  return h('li', {'data-channel': o.channel}, h('span', {class: 'on'}, o.channel), ' ', pill(), ' ', h('span', {lang: 'en', class: 'cause'}));
}

function updateOutcome(item, o) {
  attribute(item, 'data-state', o.state);
  setPill(item.querySelector('.pill'), announcementTone(o.state), announcementWord(o.state));
  text(item.querySelector('.cause'), o.cause);
}
