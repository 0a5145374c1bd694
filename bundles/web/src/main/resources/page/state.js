// How everything is: asked for again and again, as none of it is an event.

import { get } from './api.js';
import { atNextFrame } from './dom.js';

const EVERY_MILLIS = 4_000;
const EVERY_MILLIS_HIDDEN = 30_000;
const DOCUMENTS = ['store', 'log', 'channels', 'gateways'];

export class State {
  constructor() {
    /** By name: the document, or `{ absent: text }` when the API has none, undefined as long as nobody knows. */
    this.documents = {};
    /** Whether the server answers at all. */
    this.answers = true;
    this.listeners = new Set();
    this.ended = false;
  }

  start() {
    this.refresh();
    this.onVisible = () => document.hidden || this.refresh();
    document.addEventListener('visibilitychange', this.onVisible);
  }

  end() {
    this.ended = true;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.onVisible);
    this.listeners.clear();
  }

  /** Calls it now and after each change; returns how to end that. */
  subscribe(listener) {
    this.listeners.add(listener);
    listener(this);
    return () => this.listeners.delete(listener);
  }

  /** Whether the history can be asked. */
  get historyAnswers() {
    return this.documents.store?.state === 'AVAILABLE';
  }

  async refresh() {
    clearTimeout(this.timer);
    const answers = await Promise.all(DOCUMENTS.map((name) => this.ask(name)));
    if (this.ended) {
      return;
    }
    this.answers = answers.some((answered) => answered);
    this.notify ??= () => this.listeners.forEach((listener) => listener(this));
    atNextFrame(this.notify);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), document.hidden ? EVERY_MILLIS_HIDDEN : EVERY_MILLIS);
  }

  async ask(name) {
    try {
      this.documents[name] = await get(name);
      return true;
    } catch (e) {
      if (e.status !== 0) {
        this.documents[name] = { absent: e.message };
      }
      return e.status !== 0;
    }
  }
}
