// What is around every view: the navigation, who is logged in, and a line that says how Tunnelwatch itself is.

import { logOut, session } from './api.js';
import { announceAlerts, complain } from './announce.js';
import { el, fill, setText } from './dom.js';
import { healthLine } from './health-words.js';
import { t } from './i18n.js';
import { languageChoice } from './language-choice.js';
import { Live } from './live.js';
import { go, href } from './router.js';
import { State } from './state.js';
import { showAlert } from './views/alert.js';
import { showHealth } from './views/health.js';
import { showHistory } from './views/history.js';
import { showMissing } from './views/missing.js';
import { showNoc } from './views/noc.js';
import { showOpen } from './views/open.js';
import { showPeers } from './views/peers.js';
import { showSilences } from './views/silences.js';
import { showStatistics } from './views/statistics.js';

const THEME = 'tunnelwatch.theme';
const ANNOUNCE_MILLIS = 1_500;

const VIEWS = [
  ['', 'open', showOpen],
  ['history', 'history', showHistory],
  ['peers', 'peers', showPeers],
  ['silences', 'silences', showSilences],
  ['statistics', 'statistics', showStatistics],
  ['health', 'health', showHealth],
];

export class Frame {
  constructor(root, onEnd) {
    this.root = root;
    this.onEnd = onEnd;
    this.live = new Live();
    this.state = new State();
    this.main = el('main', { id: 'main', tabindex: '-1' });
    this.links = new Map(VIEWS.map(([path, name]) => [path, el('a', { href: href(path) }, t(`nav.${name}`))]));
    this.health = el('p.health-line', { role: 'status' });
    this.header = this.buildHeader();
    fill(root, this.header, this.main);
    this.endViewBefore = () => {};
    this.live.subscribe(() => this.drawLive());
    this.state.subscribe(() => this.drawHealth());
    this.announcing = setInterval(() => announceAlerts(this.live.takeFresh()), ANNOUNCE_MILLIS);
    this.live.start();
    this.state.start();
  }

  buildHeader() {
    const skip = el('a.skip', { href: '#main', on: { click: (event) => { event.preventDefault(); this.main.focus(); } } }, t('nav.skip'));
    return el(
      'header',
      {},
      skip,
      el(
        'div.bar',
        {},
        el('span.brand', {}, 'Tunnelwatch'),
        el('nav', { 'aria-label': t('nav.label') }, el('ul', {}, [...this.links.values()].map((link) => el('li', {}, link)))),
        el('div.tools', {}, languageChoice(), this.themeButton(), nocButton(), el('span.user', {}, session?.user ?? ''), this.logoutButton()),
      ),
      this.health,
    );
  }

  themeButton() {
    const dark = () =>
      document.documentElement.dataset.theme === 'dark' ||
      (document.documentElement.dataset.theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches);
    const button = el('button', { type: 'button', 'data-tool': 'theme' });
    const draw = () => setText(button, dark() ? t('tool.light') : t('tool.dark'));
    button.addEventListener('click', () => {
      const theme = dark() ? 'light' : 'dark';
      document.documentElement.dataset.theme = theme;
      localStorage.setItem(THEME, theme);
      draw();
    });
    draw();
    return button;
  }

  logoutButton() {
    const out = async () => {
      try {
        await logOut();
      } catch (e) {
        complain(e);
      }
      this.onEnd();
      go(href('login'));
    };
    return el('button', { type: 'button', 'data-tool': 'logout', on: { click: out } }, t('tool.logout'));
  }

  /** Shows the view of an address. */
  show(path, parameters) {
    this.endViewBefore();
    const noc = path === '' && parameters.has('noc');
    this.root.classList.toggle('noc', noc);
    this.header.hidden = noc;
    this.links.forEach((link, own) => {
      if (own === path) {
        link.setAttribute('aria-current', 'page');
      } else {
        link.removeAttribute('aria-current');
      }
    });
    const context = { live: this.live, state: this.state, parameters, main: this.main, title: (text) => this.setTitle(text) };
    const end = this.view(path, noc)(context);
    this.endViewBefore = end ?? (() => {});
    if (this.shownBefore !== undefined && this.shownBefore !== path) {
      // who reads by ear hears where they are now
      this.main.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    this.shownBefore = path;
  }

  view(path, noc) {
    if (noc) {
      return showNoc;
    }
    const [, id] = /^alerts\/([0-9a-f-]+)$/.exec(path) ?? [];
    if (id !== undefined) {
      return (context) => showAlert({ ...context, id });
    }
    return VIEWS.find(([own]) => own === path)?.[2] ?? showMissing;
  }

  setTitle(text) {
    this.titleText = text;
    this.drawLive();
  }

  drawLive() {
    const { CRITICAL, WARNING, INFO } = this.live.counts();
    const count = CRITICAL + WARNING + INFO;
    const title = `${count > 0 ? `(${count}) ` : ''}${this.titleText ?? ''} – Tunnelwatch`;
    if (document.title !== title) {
      document.title = title;
    }
    this.drawHealth();
  }

  drawHealth() {
    const { level, text } = healthLine(this.state, this.live);
    this.health.dataset.level = level;
    if (this.healthText !== text) {
      this.healthText = text;
      fill(this.health, el('a', { href: href('health') }, text));
    }
  }

  end() {
    this.endViewBefore();
    clearInterval(this.announcing);
    this.live.end();
    this.state.end();
    this.root.classList.remove('noc');
  }
}

function nocButton() {
  const enter = () => {
    document.documentElement.requestFullscreen?.().catch(() => {});
    go(href('', { noc: '1' }));
  };
  return el('button', { type: 'button', 'data-tool': 'noc', on: { click: enter } }, t('tool.noc'));
}
