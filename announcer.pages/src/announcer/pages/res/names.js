// Names of services and counters, times and spans, as the reader's language has them.
import {current, offered, t, tn} from './i18n.js';

/** A name in the wanted language, or else in another one, or else what it is called without names. */
export function named(names, otherwise, language = current()) {
  const known = names || {};
  const tags = Object.keys(known);
  const tag = tags.find((one) => one === language) || tags.find((one) => base(one) === base(language)) || tags.find((one) => base(one) === 'en') || tags[0];
  return (tag && known[tag]) || otherwise;
}

/** A name in exactly this language; empty when there is none. */
export function namedIn(names, language) {
  const known = names || {};
  const tag = Object.keys(known).find((one) => base(one) === base(language));
  return (tag && known[tag]) || '';
}

export const base = (tag) => tag.split('-')[0].toLowerCase();

/** A counter as it is said; one without names by its number. */
export function counterName(counter, language = current()) {
  return named(counter.names, t('counterNamed', {name: counter.name}, known(language)), language);
}

export const serviceName = (service, language = current()) => named(service.names, service.id, language);

/** What a service's numbers begin with, without the dash behind it. */
export const letterOf = (service) => (service.prefix || '').replace(/[-./ ]+$/, '');

/** The language of the pages that is nearest. */
export const known = (language) => offered().find((one) => one === base(language)) || 'en';

const formats = new Map();

/** A time of day, in the zone of the place; with seconds if wished. */
export function timeOf(instant, zone = undefined, seconds = false) {
  const key = `${current()} ${zone} ${seconds}`;
  if (!formats.has(key)) {
    formats.set(key, format(zone, seconds));
  }
  return formats.get(key).format(typeof instant === 'string' ? new Date(instant) : instant);
}

function format(zone, seconds) {
  const wanted = {hour: '2-digit', minute: '2-digit', hour12: false};
  if (seconds) {
    wanted.second = '2-digit';
  }
  try {
    return new Intl.DateTimeFormat(current(), Object.assign({timeZone: zone}, wanted));
  } catch (unknown) {
    // A zone that this browser does not know: its own.
    return new Intl.DateTimeFormat(current(), wanted);
  }
}

/** A span in whole minutes, at least one. */
export function minutes(seconds) {
  return tn('minutes', Math.max(1, Math.round(seconds / 60)));
}
