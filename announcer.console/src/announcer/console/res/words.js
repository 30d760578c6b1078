// States in words, beside which a sign stands: colour alone tells nothing.
import {h} from './dom.js';
import {number} from './format.js';
import {t} from './i18n.js';

const SIGNS = {good: '●', idle: '○', warn: '◆', bad: '▲'};

const ANNOUNCEMENT = {QUEUED: 'idle', SYNTHESISING: 'idle', SPEAKING: 'good', SPOKEN: 'good', FAILED: 'bad', EXPIRED: 'warn', CANCELLED: 'idle'};
const PUSH = {STARTING: 'warn', PUSHING: 'good', STALE: 'bad', EXITED: 'bad', BACKING_OFF: 'bad', STOPPED: 'idle'};
const HEARING = {WAITING: 'idle', GOOD: 'good', LATE: 'warn', PATCHY: 'warn', NOISY: 'warn', MUTE: 'bad', UNPLAYABLE: 'bad'};
const BACKGROUND = {PLAYING: 'good', DUCKED: 'idle', SILENT: 'warn'};
const BUNDLE = {ACTIVE: 'good', STARTING: 'warn', STOPPING: 'warn', RESOLVED: 'idle', INSTALLED: 'idle'};

/** A small label for a state. */
export function pill(extra = '') {
  return h('span', {class: `pill ${extra}`}, h('span', {'aria-hidden': 'true', class: 'sign'}), h('span', {class: 'word'}));
}

/** Makes a label say something. */
export function setPill(element, tone, words) {
  if (element.dataset.tone === tone && element.lastChild.textContent === words) {
    return;
  }
  element.dataset.tone = tone;
  element.firstChild.textContent = SIGNS[tone];
  element.lastChild.textContent = words;
}

export const announcementTone = (state) => ANNOUNCEMENT[state] ?? 'idle';
export const announcementWord = (state) => t(`announcement.${state}`);
export const pushTone = (state) => PUSH[state] ?? 'idle';
export const pushWord = (state) => t(`push.${state}`);

export const hearingTone = (state) => HEARING[state] ?? 'idle';
export const hearingWord = (state) => t(`heard.${state}`);

export const backgroundTone = (state) => BACKGROUND[state] ?? 'idle';
export const backgroundWord = (state) => t(`sound.${state}`);

/** A bundle's state: resting and failing come before what the framework calls it. */
export function bundleTone(bundle) {
  if (bundle.rests) {
    return 'idle';
  }
  if (bundle.partOf && !bundle.problem) {
    return 'good';
  }
  return bundle.problem ? 'bad' : BUNDLE[bundle.state] ?? 'idle';
}

export function bundleWord(bundle) {
  if (bundle.partOf) {
    return t('bundle.attached');
  }
  return bundle.rests ? t('bundle.rests') : t(`bundle.${bundle.state}`);
}

/** What is particular about an announcement, beside its text: a priority that is not the usual one, and how often it is spoken. */
export function particulars({priority, repeat}) {
  return [priority === 'routine' ? '' : t(priority), repeat?.times > 1 ? `×${number(repeat.times)}` : ''].filter(Boolean);
}
