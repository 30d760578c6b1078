// Times, numbers and languages as the reader's language writes them.
import {current} from './i18n.js';

const made = new Map();

function of(name, make) {
  const key = `${current()} ${name}`;
  if (!made.has(key)) {
    made.set(key, make(current()));
  }
  return made.get(key);
}

/** A time of today, or else with its date. */
export function time(instant) {
  if (!instant) {
    return '';
  }
  const date = new Date(instant);
  const today = new Date().toDateString() === date.toDateString();
  const format = today
    ? of('time', (l) => new Intl.DateTimeFormat(l, {timeStyle: 'medium'}))
    : of('date', (l) => new Intl.DateTimeFormat(l, {dateStyle: 'medium', timeStyle: 'short'}));
  return format.format(date);
}

/** A day. */
export function day(instant) {
  return instant ? of('day', (l) => new Intl.DateTimeFormat(l, {dateStyle: 'medium'})).format(new Date(instant)) : '';
}

/**
 * A time in a time zone, with its offset.
 *
 * @param zone its name; null: the reader's own
 * @param written what is shown where the browser does not know the zone
 */
export function zonedTime(instant, zone, written) {
  try {
    return of(`zone ${zone}`, (l) => new Intl.DateTimeFormat(l, {weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit',
      minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset', timeZone: zone ?? undefined})).format(new Date(instant));
  } catch {
    return written;
  }
}

/** A number with this many decimals. */
export function number(value, decimals = 0) {
  return of(`n${decimals}`, (l) => new Intl.NumberFormat(l, {minimumFractionDigits: decimals, maximumFractionDigits: decimals}))
    .format(value);
}

/** Microseconds as milliseconds. */
export const micros = (value) => `${number(value / 1000, value < 100_000 ? 1 : 0)} ms`;

/** Bytes in a unit that fits. */
export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let n = value;
  let unit = 0;
  while (n >= 1024 && unit < units.length - 1) {
    n /= 1024;
    unit++;
  }
  return `${number(n, unit > 0 && n < 100 ? 1 : 0)} ${units[unit]}`;
}

/** A share from 0 to 1. */
export function percent(value) {
  return of('percent', (l) => new Intl.NumberFormat(l, {style: 'percent', maximumFractionDigits: 0})).format(value);
}

/** The name of a language by its tag. */
export function language(tag) {
  try {
    return of('language', (l) => new Intl.DisplayNames(l, {type: 'language'})).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Orders texts as people do. */
export function compare(a, b) {
  return of('compare', (l) => new Intl.Collator(l, {numeric: true})).compare(a, b);
}
