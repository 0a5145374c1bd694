// The strips of the peers in sight: asked for when others come in sight, when something happens, and as time goes on.

import { get } from './api.js';

/** As many as the API gives at once. */
const MOST = 50;
const EVERY_MILLIS = 60_000;
const RETRY_MILLIS = 5_000;
const SOON_MILLIS = 200;
/** Pages that are open everywhere do not all ask at once, nor at each event of an outage. */
const AFTER_EVENT_MILLIS = 5_000;
/** What a strip changes with; null: events are missing. */
const isSeen = (event) => event === null || event.type === 'Raised' || event.type === 'Resolved';

export class Strips {
  /** @param onChange called when there are others */
  constructor(gateway, live, onChange) {
    this.gateway = gateway;
    this.onChange = onChange;
    this.keys = [];
    /** Why there are none: an ApiError; undefined when there are. */
    this.error = undefined;
    this.abort = new AbortController();
    this.endEvents = live.onEvent((event) => {
      if (isSeen(event)) {
        this.soon(AFTER_EVENT_MILLIS * (1 + Math.random()));
      }
    });
    this.onVisible = () => document.hidden || this.soon(SOON_MILLIS);
    document.addEventListener('visibilitychange', this.onVisible);
  }

  end() {
    this.ended = true;
    this.abort.abort();
    clearTimeout(this.timer);
    this.endEvents();
    document.removeEventListener('visibilitychange', this.onVisible);
  }

  /** Says which peers are in sight, by public key. */
  want(keys) {
    const some = [...new Set(keys)].slice(0, MOST);
    if (some.join() !== this.keys.join()) {
      this.keys = some;
      this.soon(SOON_MILLIS);
    }
  }

  /** That of a peer: `segments`, `from`, `to`; undefined as long as nobody knows. */
  of(peer) {
    const { from, to, strips } = this.document ?? {};
    if (!this.known?.has(peer.publicKey)) {
      return undefined;
    }
    const found =
      strips.find((one) => one.peerKey === peer.publicKey && one.interface === peer.interface) ??
      strips.find((one) => one.peerKey === undefined && one.interface === peer.interface) ??
      strips.find((one) => one.peerKey === undefined && one.interface === undefined);
    return { from, to, segments: found?.segments ?? [] };
  }

  soon(millis) {
    if (!this.ended && (this.due === undefined || Date.now() + millis < this.due)) {
      clearTimeout(this.timer);
      this.due = Date.now() + millis;
      this.timer = setTimeout(() => this.load(), millis);
    }
  }

  async load() {
    this.due = undefined;
    if (this.keys.length > 0 && !document.hidden) {
      await this.ask(this.keys);
    }
    this.soon(this.error === undefined ? EVERY_MILLIS : RETRY_MILLIS);
  }

  async ask(keys) {
    try {
      const answer = await get('peers/strips', { gateway: this.gateway, peer: keys }, this.abort.signal);
      if (keys !== this.keys) {
        return; // others are in sight by now
      }
      this.document = answer;
      this.known = new Set(keys);
      this.error = undefined;
    } catch (e) {
      if (e.name === 'AbortError') {
        return;
      }
      this.known = undefined;
      this.error = e;
    }
    this.onChange();
  }
}
