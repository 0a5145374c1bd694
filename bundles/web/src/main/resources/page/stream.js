// The live events (server-sent events), read by fetch: unlike EventSource it tells a session that is over from a
// server that is away, and says which event it had last also after a new beginning.

import { address, headers, refused } from './api.js';

/** The server says something every 15 s. */
const SILENCE_MILLIS = 40_000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 8_000;
/** For longer than this, what came meanwhile is more than what there is to list. */
const REMEMBERED_MILLIS = 300_000;

export class EventStream {
  /**
   * @param onEvent called with `type` and the parsed data of each event
   * @param onState called with true when events come, with false when they do not
   */
  constructor(onEvent, onState) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.lastEventId = '';
    this.ended = false;
    /** Since when it does not listen; null while it does. */
    this.pausedAt = null;
    this.resumed = () => {};
    // a browser keeps pages that were left, and with them one of the few connections that it makes to a server
    this.onLeft = () => this.abort?.abort();
    addEventListener('pagehide', this.onLeft);
  }

  /** Listens, again and again, until it is ended. */
  async run() {
    let wait = FIRST_WAIT_MILLIS;
    while (!this.ended) {
      if (this.pausedAt !== null) {
        await new Promise((resolve) => { this.resumed = resolve; });
        continue;
      }
      const came = await this.listen();
      if (this.ended) {
        return;
      }
      if (this.pausedAt !== null) {
        continue;
      }
      this.onState(false);
      wait = came ? FIRST_WAIT_MILLIS : Math.min(wait * 2, LONGEST_WAIT_MILLIS);
      await new Promise((resolve) => setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
    }
  }

  /** Gives the connection up until `resume`, which goes on behind the event that came last. */
  pause() {
    this.pausedAt ??= Date.now();
    this.abort?.abort();
  }

  resume() {
    if (this.pausedAt !== null && Date.now() - this.pausedAt > REMEMBERED_MILLIS) {
      this.lastEventId = '';
    }
    this.pausedAt = null;
    this.resumed();
  }

  end() {
    this.ended = true;
    removeEventListener('pagehide', this.onLeft);
    this.abort?.abort();
    this.resumed();
  }

  /** Returns whether anything came. */
  async listen() {
    this.abort = new AbortController();
    let came = false;
    let watchdog = this.watch();
    try {
      const response = await fetch(address('events'), {
        headers: headers(this.lastEventId === '' ? {} : { 'Last-Event-ID': this.lastEventId }),
        signal: this.abort.signal,
        cache: 'no-store',
      });
      if (!response.ok) {
        refused(response.status);
        return false;
      }
      this.onState(true);
      const parser = new FrameParser((frame) => this.take(frame));
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        came = true;
        clearTimeout(watchdog);
        watchdog = this.watch();
        parser.push(part.value);
      }
    } catch {
      // the connection ended: it is made again
    } finally {
      clearTimeout(watchdog);
    }
    return came;
  }

  watch() {
    const { abort } = this;
    return setTimeout(() => abort.abort(), SILENCE_MILLIS);
  }

  take(frame) {
    this.lastEventId = frame.id ?? this.lastEventId;
    this.onEvent(frame.event, JSON.parse(frame.data));
  }
}

/** Splits the text of the stream into events (HTML, 9.2.6, as far as this server uses it). */
class FrameParser {
  constructor(onFrame) {
    this.onFrame = onFrame;
    this.rest = '';
  }

  push(text) {
    const frames = (this.rest + text).split('\n\n');
    this.rest = frames.pop();
    frames.forEach((frame) => this.read(frame));
  }

  read(text) {
    const frame = { event: 'message', id: undefined, data: '' };
    for (const line of text.split('\n')) {
      const [, field, value] = /^(\w*):? ?(.*)$/.exec(line) ?? [];
      if (field === 'data') {
        frame.data += value;
      } else if (field === 'id' || field === 'event') {
        frame[field] = value;
      }
    }
    if (frame.data !== '') {
      this.onFrame(frame);
    }
  }
}
