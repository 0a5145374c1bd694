// The REST API, as openapi.yaml describes it.

import { learnServerTime } from './time.js';

// this file lies in PAGE/assets/VERSION/
const PAGE = new URL('../../', import.meta.url);
const API = new URL('api/v1/', PAGE);
const LOGGED_IN = 'tunnelwatch.loggedIn';

/** The path of the page, with a slash at its end. */
export const pagePath = PAGE.pathname;

/** Why something was not answered as it should be. `status` is 0 where nothing answered at all. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Who is logged in: `user`, `mayWrite`, `csrfToken`; null for nobody. */
export let session = null;

const logoutListeners = new Set();

/** Hears when a session is over that nobody ended here. */
export function onLoggedOut(listener) {
  logoutListeners.add(listener);
}

/** Whether this browser had a session when it was last asked: without one, asking would only be refused. */
export function hadSession() {
  return localStorage.getItem(LOGGED_IN) === 'yes';
}

/** Takes up the session of the cookie; null when there is none. */
export async function resume() {
  if (!hadSession()) {
    return null;
  }
  try {
    session = await get('session');
  } catch (e) {
    if (e.status !== 401 && e.status !== 403) {
      throw e;
    }
    forget();
  }
  return session;
}

/** Logs in; an ApiError says why not. */
export async function logIn(user, password) {
  session = await send('POST', 'session', { user, password });
  localStorage.setItem(LOGGED_IN, 'yes');
  return session;
}

/** Logs out, for good. */
export async function logOut() {
  try {
    await change('DELETE', 'session');
  } finally {
    forget();
  }
}

function forget() {
  session = null;
  localStorage.removeItem(LOGGED_IN);
}

/** The address of a resource. Parameters may be lists; what is empty is left out. */
export function address(path, parameters = {}) {
  const url = new URL(path, API);
  for (const [name, value] of Object.entries(parameters)) {
    [value].flat().filter((one) => one !== undefined && one !== null && one !== '').forEach((one) => url.searchParams.append(name, one));
  }
  return url;
}

/** Gets a document. */
export async function get(path, parameters = {}, signal = undefined) {
  return send('GET', path, undefined, parameters, signal);
}

/** Changes something; returns what the API says of it. */
export async function change(method, path, body) {
  return send(method, path, body);
}

/** What every request says: that it is the page's own, so that no browser asks for a password by itself. */
export function headers(more = {}) {
  return { 'X-Tunnelwatch-Page': '1', ...more };
}

async function send(method, path, body, parameters = {}, signal = undefined) {
  const more = {};
  if (body !== undefined) {
    more['Content-Type'] = 'application/json';
  }
  if (method !== 'GET' && session?.csrfToken) {
    more['X-CSRF-Token'] = session.csrfToken;
  }
  let response;
  try {
    response = await fetch(address(path, parameters), {
      method,
      headers: headers(more),
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (e) {
    throw e.name === 'AbortError' ? e : new ApiError(0, {});
  }
  learnServerTime(response.headers.get('Date'));
  if (response.status === 204) {
    return null;
  }
  const document = await response.json().catch(() => ({}));
  if (!response.ok) {
    refused(response.status);
    throw new ApiError(response.status, document);
  }
  return document;
}

/** Tells those who want to know that the session is over. */
export function refused(status) {
  if (status === 401 && session !== null) {
    forget();
    logoutListeners.forEach((listener) => listener());
  }
}
