// Calls of the HTTP API.
import {call, json, loadSession, parsed} from './client.js';
import {state} from './store.js';

export {API, ApiProblem, toLogin} from './client.js';

/** Who is logged in; asked for anew, since a login in another window changes the token. */
export async function session() {
  state.session = await loadSession();
  return state.session;
}

export const get = (path, options) => json('GET', path, undefined, options);
export const post = (path, body) => json('POST', path, body);
export const put = (path, body) => json('PUT', path, body);
export const patch = (path, body) => json('PATCH', path, body);
export const remove = (path) => json('DELETE', path);

/** Sends a file and gives the answer. */
export async function upload(method, path, file) {
  return parsed(await call(method, path, file, 'application/java-archive'));
}

/** The sound of an announcement that is not on the air, and whether it is only the beginning of it. */
export async function preview(body) {
  const response = await call('POST', '/preview', JSON.stringify(body), 'application/json');
  return {sound: await response.blob(), cut: response.headers.get('X-Announcer-Cut') === 'true'};
}

/** An answer that goes on; the caller reads its body. */
export function stream(path, signal) {
  return call('GET', path, undefined, null, {signal});
}
