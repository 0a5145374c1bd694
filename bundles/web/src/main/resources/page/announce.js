// What is said without being asked: to screen readers, and in a line at the foot of the page.

import { el, fill } from './dom.js';
import { t } from './i18n.js';

const SHOWN_MILLIS = 8_000;
const MOST_NAMED = 3;

const spoken = el('div.for-readers', { role: 'status', 'aria-live': 'polite' });
const shown = el('div.toast', { role: 'status', hidden: true });
let hiding = 0;

/** Both are to be on the page from its beginning: a region that comes with its text is not read. */
export const regions = [spoken, shown];

/** Says something to screen readers. */
export function announce(text) {
  spoken.textContent = text;
}

/** Says that alerts have come, in one sentence however many they are. */
export function announceAlerts(alerts) {
  if (alerts.length > 0) {
    const named = alerts.slice(0, MOST_NAMED).map((alert) => alert.summary).join('; ');
    announce(`${t('live.new', { count: alerts.length })} ${named}`);
  }
}

/** Shows a line for some seconds, with a way to take back what it tells of. */
export function toast(text, undo) {
  const buttons =
    undo === undefined
      ? []
      : [el('button', { type: 'button', on: { click: () => { hide(); undo(); } } }, t('action.undo'))];
  fill(shown, el('span', {}, text), buttons);
  shown.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(hide, SHOWN_MILLIS);
}

function hide() {
  shown.hidden = true;
}

/** Shows why something could not be done. */
export function complain(error) {
  toast(trouble(error));
}

/** An error in words, with what to do. */
export function trouble(error) {
  switch (error.status) {
    case 0:
      return t('error.noAnswer');
    case 401:
      return t('error.loggedOut');
    case 409:
      return t('error.stale');
    default:
      return error.status >= 500 && error.status !== 503 && error.status !== 507
        ? t('error.defect')
        : t('error.refused', { reason: error.message });
  }
}
