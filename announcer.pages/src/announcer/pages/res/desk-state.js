// What the operator's page knows, and who draws it.
import {current} from './i18n.js';

export const state = {
  session: null,
  /** The server's state, whole, as it was told last. */
  desk: null,
  /** `{counter: ID}` or `{orders: SERVICE}`; null: to be chosen. */
  place: null,
  connection: 'connecting',
  /** How far the server's clock is before the page's own, ms. */
  ahead: 0,
};

let drawers = [];
let scheduled = false;

/** Has this function called whenever something may have changed. */
export function onChange(draw) {
  drawers.push(draw);
}

/** The page is about to be built anew. */
export function forgetDrawers() {
  drawers = [];
}

/** Something has changed; what is drawn follows once, soon. */
export function changed() {
  if (!scheduled) {
    scheduled = true;
    // Not with the next frame: a page that is not shown has none, and is to be right when it is looked at.
    setTimeout(() => {
      scheduled = false;
      drawers.forEach((draw) => draw());
    }, 0);
  }
}

/** The counter of this place as it is; null when it has gone. */
export function counter() {
  return (state.desk && state.place && state.desk.counters.find((one) => one.id === state.place.counter)) || null;
}

export function service(id) {
  return (state.desk && state.desk.services.find((one) => one.id === id)) || null;
}

export function counterOf(id) {
  return (state.desk && state.desk.counters.find((one) => one.id === id)) || null;
}

/** The server's time now, ms since 1970. */
export const serverNow = () => Date.now() + state.ahead;

export const may = (scope) => Boolean(state.session && state.session.scopes.indexOf(scope) >= 0);

/** Storage that may be forbidden. */
export const kept = {
  get(store, key) {
    try {
      return store().getItem(key);
    } catch (forbidden) {
      return null;
    }
  },
  set(store, key, value) {
    try {
      store().setItem(key, value);
    } catch (forbidden) {
      // It is known as long as the page is open.
    }
  },
};

export const forTab = () => window.sessionStorage;
export const forBrowser = () => window.localStorage;

/** The languages that are in use here, for the choice of one. */
export function languages() {
  const tags = new Set([current()]);
  if (state.desk) {
    state.desk.calls.forEach((call) => (call.languages || []).forEach((tag) => tags.add(tag)));
    state.desk.counters.concat(state.desk.services).forEach((one) => Object.keys(one.names || {}).forEach((tag) => tags.add(tag)));
  }
  return Array.from(tags).sort();
}
