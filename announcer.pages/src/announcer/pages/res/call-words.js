// What became of a call, in words; and why a command was refused.
import {h} from './dom.js';
import {serverNow} from './desk-state.js';
import {t} from './i18n.js';
import {timeOf} from './names.js';

/** A call that is not spoken after so long (ms) is late. */
const LATE_MS = 10000;
const UNDECIDED = ['SUBMITTING', 'WAITING'];
/** Refusals with words of their own here; the others are said in the API's words. */
const KNOWN = ['nobody-waits', 'counter-paused', 'other-ticket', 'no-ticket', 'service-closed', 'numbers-used-up', 'queue-full', 'store-failed', 'store-full',
  'wrong-counter', 'outbox-full', 'forbidden', 'password-change-needed', 'unknown-ticket', 'unknown-counter', 'unknown-service'];

/** `{tone, text, cause}`: good, warn, bad or plain; the cause in the server's words, or null. */
export function callWords(call, zone) {
  if (!call) {
    return {tone: 'plain', text: '', cause: null};
  }
  const seconds = Math.floor((serverNow() - Date.parse(call.at)) / 1000);
  if (UNDECIDED.indexOf(call.state) >= 0) {
    return seconds * 1000 >= LATE_MS
      ? {tone: 'warn', text: t('call.late', {n: seconds}), cause: call.cause}
      : {tone: 'plain', text: t(`call.${call.state}`), cause: call.cause};
  }
  if (call.state === 'SPEAKING') {
    return {tone: 'plain', text: t('call.SPEAKING'), cause: null};
  }
  if (call.state === 'SPOKEN') {
    return spoken(call, timeOf(call.started || call.at, zone, true));
  }
  return {tone: call.state === 'SUPERSEDED' ? 'plain' : 'bad', text: t(`call.${call.state}`), cause: call.state === 'SUPERSEDED' ? null : call.cause};
}

function spoken(call, time) {
  const heard = call.heard;
  if (!heard) {
    return {tone: 'plain', text: t('call.SPOKEN', {time}), cause: null};
  }
  if (heard.connected === 0) {
    return {tone: 'bad', text: t('heard.noPlayer'), cause: null};
  }
  if (heard.received === 0) {
    return {tone: 'bad', text: t('heard.nobody', {all: heard.connected}), cause: null};
  }
  return {tone: heard.received < heard.connected ? 'warn' : 'good', text: t('heard.some', {n: heard.received, all: heard.connected}), cause: null};
}

/** Whether its words change by time alone. */
export const isUndecided = (call) => Boolean(call) && UNDECIDED.indexOf(call.state) >= 0;

/** A refusal: our words where there are some, and the API's own, which are English. */
export function refusalWords(problem) {
  const ours = KNOWN.indexOf(problem.kind) >= 0;
  return [ours ? t(`refused.${problem.kind}`) : t('refused.other'), ' ', ours && problem.kind !== 'wrong-state' ? null : h('span', {lang: 'en'}, problem.message)];
}
