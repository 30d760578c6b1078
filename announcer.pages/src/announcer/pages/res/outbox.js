// Commands on their way: each is done once, also when the connection is lost in between, and the page is loaded anew.
import {json} from './client.js';
import {changed, forTab, kept} from './desk-state.js';

const KEPT = 'announcer-outbox';
const ANSWER_MS = 15000;
const RETRIES_MS = [1000, 2000, 4000, 8000];
/** What could not be sent for so long (ms) is not sent without a question: the people in front of the counter are others by now. */
const OLD_MS = 60000;
const MOST = 20;

let items = load();
let running = false;
let timer = 0;
let failures = 0;
/** Hears of a command that was refused, and with null of a new one, for which the old refusal counts no more. */
let refused = () => {};

export const onRefused = (listener) => (refused = listener);

/** What has no answer yet: `{key, name, what, made, tried, old}`, the first first. */
export const waiting = () => items;

/** Whether a command of this name, or of any, waits for its answer. */
export const isPending = (name = null) => items.some((item) => !item.old && (name === null || item.name === name));

/**
 * Sends a command, after those before it. Its answer comes as soon as the server can be reached.
 *
 * @param name what kind it is
 * @param what in words, for who is told that it waits
 * @return a promise of the answer's JSON; it fails with an ApiProblem when the command is refused
 */
export function send(name, what, path, body) {
  return new Promise((resolve, reject) => {
    if (items.length >= MOST) {
      const problem = {kind: 'outbox-full', message: ''};
      refused({what}, problem);
      reject(problem);
      return;
    }
    items.push({key: newKey(), name, what, path, body, made: Date.now(), tried: false, old: false, resolve, reject});
    refused(null);
    save();
    pump();
  });
}

/** Takes back what has not been sent. */
export function discard(key) {
  const item = items.find((one) => one.key === key);
  if (item) {
    remove(item);
  }
}

/** Sends what has become old, after all. */
export function sendNow(key) {
  const item = items.find((one) => one.key === key);
  if (item) {
    item.old = false;
    item.made = Date.now();
    save();
    pump();
  }
}

/** The server can be reached again: what waits is tried at once. */
export function retry() {
  clearTimeout(timer);
  timer = 0;
  pump();
}

async function pump() {
  if (running || timer) {
    return;
  }
  running = true;
  try {
    for (let item = next(); item; item = next()) {
      if (!(await attempt(item))) {
        timer = setTimeout(retry, RETRIES_MS[Math.min(failures++, RETRIES_MS.length - 1)]);
        break;
      }
      failures = 0;
    }
  } finally {
    running = false;
  }
}

function next() {
  const late = Date.now() - OLD_MS;
  items.forEach((item) => (item.old = item.old || item.made < late));
  changed();
  return items.find((item) => !item.old);
}

/** Whether there is an answer, of whatever kind. */
async function attempt(item) {
  try {
    const answer = await within(json('POST', item.path, item.body, {headers: {'Idempotency-Key': item.key}}));
    remove(item);
    if (item.resolve) {
      item.resolve(answer);
    }
    return true;
  } catch (problem) {
    if (passes(problem)) {
      item.tried = true;
      save();
      return false;
    }
    remove(item);
    refused(item, problem);
    if (item.reject) {
      item.reject(problem);
    }
    return true;
  }
}

/** Nothing was decided: the network, a proxy, a bundle that is being restarted, or a login that has ended. */
function passes(problem) {
  const status = problem.status;
  return !status || status === 401 || status === 502 || status === 504 || problem.kind === 'calling-absent' || problem.kind === 'too-many-requests'
    || (!problem.kind && (status === 404 || status >= 500));
}

function within(promise) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('no answer')), ANSWER_MS);
    const end = (then) => (value) => {
      clearTimeout(limit);
      then(value);
    };
    promise.then(end(resolve), end(reject));
  });
}

function remove(item) {
  items = items.filter((one) => one !== item);
  save();
}

function save() {
  kept.set(forTab, KEPT, JSON.stringify(items.map(({key, name, what, path, body, made}) => ({key, name, what, path, body, made}))));
  changed();
}

/** What an earlier page of this tab has left: it may have been done, and then it is not done again. */
function load() {
  try {
    return JSON.parse(kept.get(forTab, KEPT) || '[]').map((item) => Object.assign(item, {tried: true, old: false}));
  } catch (damaged) {
    return [];
  }
}

function newKey() {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => `0${b.toString(16)}`.slice(-2)).join('');
}
