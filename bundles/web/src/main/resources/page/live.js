// What is wrong right now: the open alerts, listed once and kept up with the events of the log.

import { get } from './api.js';
import { atNextFrame } from './dom.js';
import { apply, begin } from './fold.js';
import { EventStream } from './stream.js';

const PAGE = 1000;
/** More open alerts than anybody reads; the page says so. */
const MOST_ALERTS = 10_000;
const MOST_QUEUED = 20_000;
const RELIST_MILLIS = 400;
const RETRY_MILLIS = 5_000;
/** A browser makes six connections to a server, whatever the number of its tabs: a stream in each would leave none. */
const HIDDEN_MILLIS = 3_000;
const EVERY_MILLIS_HIDDEN = 30_000;
const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'];

export class Live {
  constructor() {
    this.alerts = new Map();
    this.loaded = false;
    this.connected = false;
    this.truncated = false;
    this.trouble = null;
    this.listeners = new Set();
    this.eventListeners = new Set();
    this.fresh = [];
    this.queued = null;
    this.stream = new EventStream((type, data) => this.take(type, data), (connected) => this.setConnected(connected));
  }

  start() {
    this.onVisible = () => this.rest(HIDDEN_MILLIS);
    document.addEventListener('visibilitychange', this.onVisible);
    this.rest(0);
    this.stream.run();
  }

  /** A page that nobody sees gives up its stream, and lists now and then, as its title says how many there are. */
  rest(millis) {
    clearTimeout(this.resting);
    if (!document.hidden) {
      this.stream.resume();
    } else if (millis > 0) {
      this.resting = setTimeout(() => this.rest(0), millis);
    } else {
      this.stream.pause();
      this.list();
      this.resting = setTimeout(() => this.rest(0), EVERY_MILLIS_HIDDEN);
    }
  }

  end() {
    document.removeEventListener('visibilitychange', this.onVisible);
    clearTimeout(this.resting);
    this.stream.end();
    clearTimeout(this.relisting);
    this.listeners.clear();
    this.eventListeners.clear();
  }

  /** Calls it now and, at most once a frame, after each change; returns how to end that. */
  subscribe(listener) {
    this.listeners.add(listener);
    listener(this);
    return () => this.listeners.delete(listener);
  }

  /** Calls it with each event of an alert or a silence; with null when some are missing. */
  onEvent(listener) {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  /** The alerts that were raised since this was asked last. */
  takeFresh() {
    return this.fresh.splice(0);
  }

  /** The most urgent first: what nobody has taken on, by severity, the latest first. */
  sorted() {
    this.order ??= [...this.alerts.values()].sort(
      (one, other) =>
        (one.state === 'ACKNOWLEDGED') - (other.state === 'ACKNOWLEDGED') ||
        SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
        (one.raisedAt < other.raisedAt ? 1 : one.raisedAt > other.raisedAt ? -1 : 0),
    );
    return this.order;
  }

  /** How many there are of each severity that nobody has taken on, and how many somebody has. */
  counts() {
    const counts = { CRITICAL: 0, WARNING: 0, INFO: 0, acknowledged: 0 };
    this.alerts.forEach((alert) => {
      counts[alert.state === 'ACKNOWLEDGED' ? 'acknowledged' : alert.severity]++;
    });
    return counts;
  }

  /** Takes what an action was answered with, before its event comes. */
  put(alert) {
    if (alert.state === 'RESOLVED') {
      this.alerts.delete(alert.id);
    } else {
      this.alerts.set(alert.id, alert);
    }
    this.changed();
  }

  setConnected(connected) {
    this.connected = connected;
    if (connected && !this.loaded) {
      this.list();
    }
    this.changed();
  }

  take(type, event) {
    if (type === 'ready' || type === 'gap') {
      this.list();
      this.eventListeners.forEach((listener) => listener(null));
      return;
    }
    if (this.queued !== null) {
      this.queued.push(event);
      if (this.queued.length > MOST_QUEUED) {
        this.queued = [];
        this.listAgain();
      }
    } else {
      this.applyEvent(event);
    }
    this.eventListeners.forEach((listener) => listener(event));
  }

  applyEvent(event) {
    if (event.type === 'Silenced' || event.type === 'Unsilenced') {
      this.listAgain();
      return;
    }
    const known = this.alerts.get(event.alertId);
    if (event.type === 'Raised' && known === undefined && this.alerts.size < MOST_ALERTS) {
      const alert = begin(event);
      this.alerts.set(alert.id, alert);
      if (this.fresh.length < MOST_ALERTS) {
        this.fresh.push(alert);
      }
    } else if (known !== undefined) {
      const after = apply(known, event);
      if (after === known) {
        return;
      }
      if (after.state === 'RESOLVED') {
        this.alerts.delete(after.id);
      } else {
        this.alerts.set(after.id, after);
      }
    } else {
      return;
    }
    this.changed();
  }

  /** Once more, soon: what comes in a crowd is listed once. */
  listAgain(millis = RELIST_MILLIS) {
    clearTimeout(this.relisting);
    this.relisting = setTimeout(() => this.list(), millis);
  }

  /** Lists all; events that come meanwhile are applied to what was listed. */
  async list() {
    if (this.queued !== null) {
      this.listAgain();
      return;
    }
    this.queued = [];
    try {
      await this.listPages();
      this.loaded = true;
      this.trouble = null;
    } catch (e) {
      this.trouble = e;
      if (e.status !== 401) {
        this.listAgain(RETRY_MILLIS);
      }
    }
    const queued = this.queued;
    this.queued = null;
    queued.forEach((event) => this.applyEvent(event));
    this.changed();
  }

  async listPages() {
    const listed = new Map();
    let cursor;
    do {
      const page = await get('alerts', { limit: PAGE, cursor });
      page.alerts.forEach((alert) => listed.set(alert.id, unchanged(this.alerts.get(alert.id), alert)));
      cursor = page.next;
    } while (cursor !== undefined && listed.size < MOST_ALERTS);
    this.truncated = cursor !== undefined;
    this.alerts = listed;
  }

  changed() {
    this.order = undefined;
    this.notify ??= () => this.listeners.forEach((listener) => listener(this));
    atNextFrame(this.notify);
  }
}

/** The object from before, if it says the same: then nothing of it is drawn again. */
function unchanged(before, after) {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
