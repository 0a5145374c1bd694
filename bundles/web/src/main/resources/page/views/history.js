// All alerts, by filters that stand in the address, page behind page.

import { kinds } from '../actions.js';
import { alertTable } from '../alert-rows.js';
import { trouble } from '../announce.js';
import { get } from '../api.js';
import { field, select } from '../dialog.js';
import { atNextFrame, el, fill, setText } from '../dom.js';
import { apply } from '../fold.js';
import { t, tName } from '../i18n.js';
import { go, href } from '../router.js';

const PAGE = 100;
/** As many rows stay on the page; memory stays flat however far somebody pages. */
const MOST_ROWS = 2_000;
const NAMES = ['state', 'severity', 'kind', 'gateway', 'peer', 'since', 'until', 'text'];
/** Those that a phone shows when somebody asks for them. */
const REST = ['severity', 'kind', 'gateway', 'peer', 'since', 'until'];
const STATES = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'];
const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'];
const RETRY_MILLIS = 5_000;

export function showHistory({ live, main, parameters, title }) {
  title(t('nav.history'));
  const wanted = Object.fromEntries(NAMES.map((name) => [name, parameters.getAll(name)]));
  const list = new HistoryList(wanted, live);
  fill(main, el('h1', {}, t('nav.history')), filterForm(wanted), list.nodes);
  list.more();
  const endEvents = live.onEvent((event) => list.take(event));
  return () => {
    endEvents();
    list.end();
  };
}

function filterForm(wanted) {
  const one = (name) => wanted[name][0] ?? '';
  const choice = (name, values) =>
    select(name, t(`field.${name}`), [['', t('filter.any')], ...values.map((value) => [value, tName(name, value)])], one(name));
  const form = el(
    'form.filters',
    { role: 'search', 'aria-label': t('nav.history') },
    field('text', t('field.text'), { type: 'search', value: one('text') }),
    choice('state', STATES),
    onPhoneFolded(
      REST.some((name) => one(name) !== ''),
      choice('severity', SEVERITIES),
      choice('kind', kinds()),
      field('gateway', t('field.gateway'), { type: 'text', value: one('gateway') }),
      field('peer', t('column.peer'), { type: 'text', value: one('peer'), placeholder: t('filter.peerHint') }),
      field('since', t('field.since'), { type: 'text', value: one('since'), placeholder: t('filter.sinceHint') }),
      field('until', t('field.until'), { type: 'text', value: one('until'), placeholder: t('filter.sinceHint') }),
    ),
    el('div.buttons', {}, el('button.primary', { type: 'submit' }, t('action.show')), el('a', { href: href('history') }, t('action.clear'))),
  );
  const submit = () => go(href('history', Object.fromEntries(new FormData(form))));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  form.querySelectorAll('select').forEach((node) => node.addEventListener('change', submit));
  return form;
}

/** So that the first alerts are on the screen. */
function onPhoneFolded(open, ...fields) {
  return matchMedia('(max-width: 46rem)').matches ? el('details', { open }, el('summary', {}, t('filter.more')), el('div.filters', {}, fields)) : fields;
}

class HistoryList {
  constructor(wanted, live) {
    this.wanted = wanted;
    this.abort = new AbortController();
    this.alerts = [];
    this.cursor = undefined;
    this.loading = false;
    this.complete = false;
    this.newer = 0;
    this.dropped = false;
    this.rows = alertTable({ caption: t('history.caption'), finished: true, live: { put: (alert) => { live.put(alert); this.put(alert); } } });
    this.note = el('p.note', { role: 'status', hidden: true });
    this.newerButton = el('button.more', { type: 'button', hidden: true, on: { click: () => go(location.href) } });
    this.top = el('p.note', { hidden: true }, t('history.dropped'), ' ', el('a', { href: location.pathname + location.search }, t('history.top')));
    this.status = el('p.empty', { role: 'status' });
    this.button = el('button.more', { type: 'button', hidden: true, on: { click: () => this.more() } }, t('action.older'));
    this.sight = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.more(), { rootMargin: '600px' });
    this.sight.observe(this.button);
    this.nodes = [this.note, this.newerButton, this.top, this.rows.table, this.status, this.button];
    this.draw = () => this.drawNow();
  }

  end() {
    this.abort.abort();
    clearTimeout(this.retry);
    this.sight.disconnect();
  }

  async more() {
    if (this.loading || this.complete) {
      return;
    }
    this.loading = true;
    try {
      const page = await get('alerts', { all: true, ...this.wanted, limit: PAGE, cursor: this.cursor }, this.abort.signal);
      this.alerts.push(...page.alerts);
      this.cursor = page.next;
      this.complete = page.next === undefined;
      this.away = page.history !== undefined && page.history.state !== 'AVAILABLE' ? page.history.state : undefined;
      this.trouble = undefined;
      if (this.alerts.length > MOST_ROWS) {
        this.alerts.splice(0, this.alerts.length - MOST_ROWS);
        this.dropped = true;
      }
      if (this.away !== undefined) {
        this.retry = setTimeout(() => this.again(), RETRY_MILLIS);
      }
    } catch (e) {
      if (e.name === 'AbortError') {
        return;
      }
      this.trouble = trouble(e);
      this.complete = e.status === 400;
    } finally {
      this.loading = false;
    }
    atNextFrame(this.draw);
  }

  /** From the beginning: the history may be back. */
  again() {
    this.alerts = [];
    this.cursor = undefined;
    this.complete = false;
    this.more();
  }

  take(event) {
    if (event === null || event.alertId === undefined) {
      return;
    }
    if (event.type === 'Raised') {
      this.newer++;
    } else {
      const at = this.alerts.findIndex((alert) => alert.id === event.alertId);
      if (at < 0) {
        return;
      }
      this.alerts[at] = apply(this.alerts[at], event);
    }
    atNextFrame(this.draw);
  }

  put(alert) {
    this.alerts = this.alerts.map((one) => (one.id === alert.id ? alert : one));
    atNextFrame(this.draw);
  }

  drawNow() {
    this.rows.show(this.alerts);
    this.rows.table.hidden = this.alerts.length === 0;
    this.button.hidden = this.complete || this.loading || this.trouble !== undefined;
    this.top.hidden = !this.dropped;
    this.newerButton.hidden = this.newer === 0;
    setText(this.newerButton, t('history.new', { count: this.newer }));
    const note = this.trouble ?? (this.away === undefined ? '' : t('history.away', { state: tName('store', this.away) }));
    setText(this.note, note);
    this.note.hidden = note === '';
    const count = this.alerts.length;
    setText(
      this.status,
      !this.complete ? t('history.shown', { count }) : count === 0 ? t('history.none') : t(this.dropped ? 'history.shown' : 'history.end', { count }),
    );
    this.status.classList.toggle('quiet', count > 0);
  }
}
