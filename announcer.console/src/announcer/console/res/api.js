// Calls of the HTTP API, with the session's cookie and the token that shows that they are this page's.
import {state} from './store.js';

export const API = '/api';
const CSRF = 'X-Announcer-Csrf';

/** A refusal, in the API's own words. */
export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.kind = (problem.type ?? '').replace('urn:announcer:problem:', '');
    this.field = problem.field ?? null;
  }
}

/** Leaves for the login page, and comes back here after it. */
export function toLogin() {
  let to = window.location.pathname;
  try {
    to = window.top.location.pathname + window.top.location.hash;
  } catch {
    // The window is another site's: then it is not one to come back to.
  }
  window.top.location.assign(`/login?to=${encodeURIComponent(to)}`);
}

/** Who is logged in; asked for anew, since a login in another window changes the token. */
export async function session() {
  state.session = await get('/session');
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

async function json(method, path, body, options) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return parsed(await call(method, path, text, text === undefined ? null : 'application/json', options));
}

async function parsed(response) {
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

async function call(method, path, body, type, options = {}, again = true) {
  const headers = {Accept: 'application/json, application/problem+json, */*'};
  if (type) {
    headers['Content-Type'] = type;
  }
  if (method !== 'GET' && state.session?.csrf) {
    headers[CSRF] = state.session.csrf;
  }
  const response = await fetch(API + path, {method, headers, body, credentials: 'same-origin', cache: 'no-store', ...options});
  if (response.ok) {
    return response;
  }
  const problem = new ApiProblem(response.status, await response.json().catch(() => ({})));
  if (problem.status === 401) {
    toLogin();
  }
  if (problem.kind === 'foreign' && again) {
    await session();
    return call(method, path, body, type, options, false);
  }
  throw problem;
}
