// What is known of the product, and who wants to hear of changes. Changes are gathered and told once per painted frame.

export const state = {
  session: null,
  connection: 'connecting',
  product: null,
  channels: new Map(),
  levels: new Map(),
  voices: [],
  engines: [],
  cache: null,
  resting: [],
  bundles: null,
};

/** While the page is not shown nothing is painted: changes are told this often then (ms), so that they do not pile up. */
const HIDDEN_MS = 1000;

const listeners = new Map();
let pending = new Map();
let scheduled = false;

/** Calls back with a map from id to value of what changed of a topic. */
export function on(topic, listener) {
  if (!listeners.has(topic)) {
    listeners.set(topic, new Set());
  }
  listeners.get(topic).add(listener);
  return () => listeners.get(topic).delete(listener);
}

/** Forgets all listeners: the page is about to be built anew, in another language. */
export function forgetListeners() {
  listeners.clear();
}

/** Something changed. */
export function changed(topic, id = '', value = null) {
  if (!pending.has(topic)) {
    pending.set(topic, new Map());
  }
  pending.get(topic).set(id, value);
  if (!scheduled) {
    scheduled = true;
    if (document.hidden) {
      setTimeout(tell, HIDDEN_MS);
    } else {
      requestAnimationFrame(tell);
    }
  }
}

// A frame that was asked for does not come once the page is hidden: what waits is told then.
document.addEventListener('visibilitychange', () => scheduled && setTimeout(tell, 0));

function tell() {
  if (!scheduled) {
    return;
  }
  scheduled = false;
  const now = pending;
  pending = new Map();
  for (const [topic, changes] of now) {
    for (const listener of listeners.get(topic) ?? []) {
      listener(changes);
    }
  }
}

/** Whether the one who is logged in may do this. */
export function may(scope) {
  return state.session?.scopes?.includes(scope) ?? false;
}
