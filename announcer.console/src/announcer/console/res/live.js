// Keeps what is known up to date from the API's server-sent events.
import {API, get} from './api.js';
import {changed, state} from './store.js';

/** After this long (ms) a stream that was refused is tried again. */
const RETRY_MS = 3000;
/** What hears of everything when a snapshot has come. */
const ALL = ['product', 'voices', 'cache', 'resting', 'bundles', 'order'];

export function connect() {
  const source = new EventSource(`${API}/events?levels=true`);
  const handle = (name, handler) => source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  source.onopen = () => connection('live');
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
