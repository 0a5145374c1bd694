// Times: the API says them in UTC, people read them in the zone of their browser, and find UTC when they hover.

import { el, setText } from './dom.js';
import { locale, t } from './i18n.js';

const REDRAW_MILLIS = 5_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far the clock of this machine is behind the server's; its own may be wrong. */
let behindMillis = 0;

/** Learns from the `Date` of an answer. A second more or less is its rounding. */
export function learnServerTime(header) {
  const behind = Date.parse(header) - Date.now();
  if (!Number.isNaN(behind)) {
    behindMillis = Math.abs(behind) < 2_000 ? 0 : behind;
  }
}

/** Now, by the server's clock. */
export function now() {
  return Date.now() + behindMillis;
}

/** A time as "3 min ago", which goes on by itself. */
export function ago(iso) {
  return timeElement(iso, 'ago');
}

/** A time as "14:03", with the date if it is not today's. */
export function clock(iso) {
  return timeElement(iso, 'clock');
}

/** A time in full. */
export function full(iso) {
  return timeElement(iso, 'full');
}

/** A time in full, with UTC beside it where that is another. */
export function fullWithUtc(iso) {
  const same = new Date(iso).getTimezoneOffset() === 0;
  return el('span', {}, full(iso), same ? null : [' ', el('span.quiet', {}, utc(iso))]);
}

/** Shows another time in an element of these. */
export function setTime(node, iso) {
  if (node.getAttribute('datetime') !== iso) {
    node.setAttribute('datetime', iso);
    node.title = `${absolute(iso)}\n${utc(iso)}`;
    draw(node);
  }
}

function timeElement(iso, kind) {
  const node = el('time', { 'data-kind': kind });
  setTime(node, iso);
  return node;
}

function draw(node) {
  const iso = node.getAttribute('datetime');
  const kinds = { ago: relative, clock: clockText, full: absolute };
  setText(node, kinds[node.dataset.kind](iso));
}

setInterval(() => document.querySelectorAll('time[data-kind="ago"]').forEach(draw), REDRAW_MILLIS);

/** In full, in the zone of the browser. */
export function absolute(iso) {
  return format(iso, { dateStyle: 'medium', timeStyle: 'long' });
}

/** In full, in UTC. */
export function utc(iso) {
  return `${iso.replace('T', ' ').replace(/(\.\d+)?Z$/, '')} UTC`;
}

function clockText(iso) {
  const time = new Date(iso);
  const today = new Date(now()).toDateString() === time.toDateString();
  return format(iso, today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
}

function format(iso, options) {
  return new Intl.DateTimeFormat(locale(), options).format(new Date(iso));
}

function relative(iso) {
  const seconds = Math.round((now() - Date.parse(iso)) / 1000);
  const past = Math.abs(seconds);
  if (past < 10 && seconds > -10) {
    return t('time.now');
  }
  const [unit, size] =
    past < MINUTE ? ['second', 1] : past < HOUR ? ['minute', MINUTE] : past < 2 * DAY ? ['hour', HOUR] : ['day', DAY];
  const amount = unit === 'second' ? Math.round(past / 10) * 10 : Math.floor(past / size);
  return new Intl.RelativeTimeFormat(locale(), { style: 'short' }).format(seconds < 0 ? amount : -amount, unit);
}

/** A length of time: "2 h 5 min". */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const parts = [
    ['day', Math.floor(whole / DAY)],
    ['hour', Math.floor((whole % DAY) / HOUR)],
    ['minute', Math.floor((whole % HOUR) / MINUTE)],
    ['second', whole % MINUTE],
  ].filter(([, amount]) => amount > 0);
  const shown = parts.length === 0 ? [['second', 0]] : parts.slice(0, 2);
  return shown
    .map(([unit, amount]) =>
      new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(amount))
    .join(' ');
}
