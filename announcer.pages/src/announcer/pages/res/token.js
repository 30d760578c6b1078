// A shared tablet's token, which is good for one counter. It comes once, by the address `/#token/SECRET`, and stays in this browser.
import {toLogin, useToken} from './client.js';
import {forBrowser, kept} from './desk-state.js';

const KEPT = 'announcer-token';
const IN_ADDRESS = /^#token\/(\S+)$/;

/** Whether the address brings a token: it is taken when the page is loaded. */
export const bringsToken = () => IN_ADDRESS.test(location.hash);

/** Takes the token of the address, or that of this browser; says whether there is one. */
export function takeToken() {
  const brought = IN_ADDRESS.exec(location.hash);
  if (brought) {
    kept.set(forBrowser, KEPT, brought[1]);
    // It is in no address that somebody reads, copies or comes back to.
    history.replaceState(null, '', location.pathname);
  }
  const token = brought ? brought[1] : kept.get(forBrowser, KEPT);
  if (token) {
    useToken(token, forget);
  }
  return Boolean(token);
}

/** This browser is nobody's any more. */
export function leave() {
  forget();
  toLogin();
}

function forget() {
  kept.set(forBrowser, KEPT, '');
}
