// Calls of the HTTP API, with the session's cookie and the token that shows that they are this page's.

export const API = '/api';
const CSRF = 'X-Announcer-Csrf';

let csrf = null;
/** `{secret, ended}`; null: the session's cookie tells who sends. */
let token = null;

/** A refusal, in the API's own words. */
export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.kind = (problem.type || '').replace('urn:announcer:problem:', '');
    this.field = problem.field || null;
    this.problem = problem;
  }
}

/**
 * From now on requests carry this token, and no cookie.
 *
 * @param ended called when the server does not know it, before the login page is shown; the cookie counts again then
 */
export function useToken(secret, ended) {
  token = {secret, ended};
}

/** What a request carries to tell who sends it, for fetch. */
export function credentials() {
  return token ? {credentials: 'omit', headers: {Authorization: `Bearer ${token.secret}`}} : {credentials: 'same-origin', headers: {}};
}

/** Leaves for the login page, and comes back here after it. */
export function toLogin() {
  let to = window.location.pathname;
  try {
    to = window.top.location.pathname + window.top.location.hash;
  } catch (foreign) {
    // The window is another site's: then it is not one to come back to.
  }
  window.top.location.assign(`/login?to=${encodeURIComponent(to)}`);
}

/** Who is logged in; asked for anew, since a login in another window changes the token. */
export async function loadSession() {
  const session = await (await call('GET', '/session')).json();
  csrf = session.csrf;
  return session;
}

/**
 * Sends a request and gives the answer, of which the body is not read yet.
 *
 * @param options more for fetch; with `public` the path is one for everybody, and not one below the API's
 * @throws ApiProblem when the API refuses, TypeError when it cannot be reached
 */
export async function call(method, path, body, type, options = {}, again = true) {
  const who = options.public ? {credentials: 'same-origin', headers: {}} : credentials();
  const headers = Object.assign({Accept: 'application/json, application/problem+json, */*'}, who.headers, options.headers);
  if (type) {
    headers['Content-Type'] = type;
  }
  if (method !== 'GET' && csrf) {
    headers[CSRF] = csrf;
  }
  const response = await fetch((options.public ? '' : API) + path, Object.assign({method, body, credentials: who.credentials, cache: 'no-store'}, options, {headers}));
  if (response.ok) {
    return response;
  }
  const problem = new ApiProblem(response.status, await response.json().catch(() => ({})));
  if (problem.status === 401 && !options.public) {
    if (token) {
      token.ended();
      token = null;
    }
    toLogin();
  }
  if (problem.kind === 'foreign' && again && method !== 'GET' && !options.public) {
    await loadSession();
    return call(method, path, body, type, options, false);
  }
  throw problem;
}

/** Sends JSON, or nothing, and gives the answer's JSON, or null. */
export async function json(method, path, body, options) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return parsed(await call(method, path, text, text === undefined ? null : 'application/json', options));
}

/** The JSON of an answer; null when it has none. */
export async function parsed(response) {
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}
