// Keeps what is known up to date from the API's server-sent events.
import {API, get} from './api.js';
import {changed, state} from './store.js';

/** After this long (ms) a stream that was refused is tried again. */
const RETRY_MS = 3000;
/** The stream has an event every 15 s at least. After this long (ms) without any it is dead, though the browser has not noticed. */
const SILENT_MS = 40_000;
const LOOK_MS = 5000;
/** What hears of everything when a snapshot has come. */
const ALL = ['product', 'voices', 'cache', 'resting', 'bundles', 'order'];

let source = null;
let heard = 0;
let timer = 0;

export function connect() {
  source = new EventSource(`${API}/events?levels=true`);
  heard = performance.now();
  timer ||= setInterval(look, LOOK_MS);
  const handle = (name, handler) => source.addEventListener(name, (event) => {
    heard = performance.now();
    handler(JSON.parse(event.data));
  });
  source.onopen = () => {
    heard = performance.now();
    connection('live');
  };
  source.onerror = () => {
    connection('lost');
    if (source.readyState === EventSource.CLOSED) {
      // It was refused: 401 leads to the login page, anything else passes.
      get('/session').catch(() => null).finally(() => setTimeout(connect, RETRY_MS));
    }
  };
  handle('snapshot', snapshot);
  handle('channel', (channel) => {
    const isNew = !state.channels.has(channel.id);
    state.channels.set(channel.id, channel);
    changed('channel', channel.id);
    if (isNew) {
      changed('order');
    }
  });
  handle('gone', ({id}) => {
    state.channels.delete(id);
    state.levels.delete(id);
    changed('order');
  });
  handle('pacing', pacing);
  handle('levels', levels);
  handle('announcement', (announcement) => changed('announcement', announcement.id, announcement));
  handle('voices', ({voices, engines}) => {
    state.voices = voices;
    state.engines = engines;
    changed('voices');
  });
  handle('cache', (cache) => {
    state.cache = cache.cache ?? cache;
    changed('cache');
  });
  handle('bundles', ({bundles}) => {
    state.bundles = bundles;
    changed('bundles');
  });
  handle('alive', () => {});
}

/** One that was refused is closed already, and is tried again as it is. */
function look() {
  if (source.readyState !== EventSource.CLOSED && performance.now() - heard > SILENT_MS) {
    source.close();
    connection('lost');
    connect();
  }
}

function connection(now) {
  state.connection = now;
  document.documentElement.dataset.connection = now;
  changed('connection');
}

function snapshot(all) {
  state.channels = new Map((all.channels ?? []).map((c) => [c.id, c]));
  state.levels = new Map();
  for (const c of state.channels.values()) {
    state.levels.set(c.id, c.peakDbfs ?? null);
    changed('channel', c.id);
    changed('levels', c.id);
  }
  state.voices = all.voices ?? [];
  state.engines = all.engines ?? [];
  state.cache = all.cache ?? null;
  state.resting = all.resting ?? [];
  state.bundles = all.bundles ?? null;
  state.product = all.product ?? null;
  ALL.forEach((topic) => changed(topic));
  changed('snapshot');
}

function pacing(figures) {
  for (const [id, [driftMillis, latenessP50Micros, latenessP99Micros, latenessMaxMicros, framesWritten]] of Object.entries(figures)) {
    const channel = state.channels.get(id);
    if (channel) {
      Object.assign(channel.pacing, {driftMillis, latenessP50Micros, latenessP99Micros, latenessMaxMicros, framesWritten});
      changed('pacing', id);
    }
  }
}

function levels(peaks) {
  for (const [id, peak] of Object.entries(peaks)) {
    state.levels.set(id, peak);
    changed('levels', id);
  }
}
