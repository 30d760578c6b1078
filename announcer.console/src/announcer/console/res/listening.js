// Which channel this browser listens to: one at a time.
import {Player} from './listen.js';
import {changed} from './store.js';
import {sayProblem} from './outcome.js';

const MEASURE_MS = 250;
const KEPT = 'announcer-volume';

let player = null;
let timer = 0;
let behind = null;
let loudness = Number(localStorage.getItem(KEPT) ?? 1);

/** The channel, or null. */
export const channel = () => player?.channel ?? null;

/** How many milliseconds behind the pipe what is heard now is; null: nothing is heard. */
export const millisBehind = () => behind;

export const volume = () => loudness;

export function setVolume(value) {
  loudness = value;
  localStorage.setItem(KEPT, String(value));
  if (player) {
    player.volume = value;
  }
}

export function start(id) {
  stop();
  player = new Player(id, {volume: loudness, onEnd: (problem) => {
    stop();
    sayProblem(problem);
  }});
  player.run();
  timer = setInterval(measure, MEASURE_MS);
  changed('listening', id);
}

export function stop() {
  if (!player) {
    return;
  }
  const id = player.channel;
  player.stop();
  player = null;
  clearInterval(timer);
  behind = null;
  changed('listening', id);
}

function measure() {
  const now = player.behind();
  behind = now === null ? null : Math.round(now);
  changed('listening', player.channel);
}
