// Keeps what is known up to date from the API's server-sent events.
import {API, get} from './api.js';
import {listen} from './events.js';
import {changed, state} from './store.js';

/** What hears of everything when a snapshot has come. */
const ALL = ['product', 'voices', 'cache', 'resting', 'bundles', 'order'];

export function connect() {
  listen(`${API}/events?levels=true`, {
    handlers: {
      snapshot,
      channel,
      gone,
      pacing,
      levels,
      announcement: (announcement) => changed('announcement', announcement.id, announcement),
      voices,
      cache,
      bundles,
      alive() {},
    },
    connection,
    // It was refused: 401 leads to the login page, anything else passes.
    refused: () => get('/session'),
  });
}

function channel(one) {
  const isNew = !state.channels.has(one.id);
  state.channels.set(one.id, one);
  changed('channel', one.id);
  if (isNew) {
    changed('order');
  }
}

function gone({id}) {
  state.channels.delete(id);
  state.levels.delete(id);
  changed('order');
}

function voices({voices: all, engines}) {
  state.voices = all;
  state.engines = engines;
  changed('voices');
}

function cache(figures) {
  state.cache = figures.cache ?? figures;
  changed('cache');
}

function bundles({bundles: all}) {
  state.bundles = all;
  changed('bundles');
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
