// The page: a login, or the frame with a view in it.

import { hadSession, onLoggedOut, resume } from './api.js';
import { regions } from './announce.js';
import { el, fill } from './dom.js';
import { Frame } from './frame.js';
import { loadLanguage, t } from './i18n.js';
import { currentPath, go, href, onRoute, parameters } from './router.js';
import { trouble } from './announce.js';
import { showLogin } from './views/login.js';

const RETRY_MILLIS = 5_000;

const root = el('div.root');
let frame = null;

async function start() {
  await loadLanguage();
  document.body.replaceChildren(root, ...regions);
  onLoggedOut(() => {
    endFrame();
    go(loginAddress());
  });
  onRoute(show);
  await takeUpSession();
  show();
}

/** A server that does not answer is asked again. */
async function takeUpSession() {
  for (;;) {
    try {
      return await resume();
    } catch (e) {
      fill(root, el('main.alone', {}, el('h1', {}, 'Tunnelwatch'), el('p', { role: 'alert' }, trouble(e))));
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    }
  }
}

function show() {
  if (!hadSession()) {
    if (currentPath() !== 'login') {
      history.replaceState(null, '', loginAddress());
    }
    endFrame();
    document.title = `${t('login.title')} – Tunnelwatch`;
    showLogin(root, () => go(wantedBeforeLogin()));
    return;
  }
  if (currentPath() === 'login') {
    history.replaceState(null, '', href(''));
  }
  frame ??= new Frame(root, endFrame);
  frame.show(currentPath(), parameters());
}

function endFrame() {
  frame?.end();
  frame = null;
}

function loginAddress() {
  const wanted = currentPath() + location.search;
  return href('login', { next: wanted === '' || wanted.startsWith('login') ? '' : wanted });
}

/** Where the login was asked for; only ever a view of this page. */
function wantedBeforeLogin() {
  const next = new URLSearchParams(location.search).get('next') ?? '';
  return /^[a-z]/.test(next) || next.startsWith('?') ? href('') + next : href('');
}

start();
