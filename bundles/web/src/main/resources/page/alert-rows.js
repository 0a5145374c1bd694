// Rows of alerts, for every table that shows some.

import { actionButtons } from './actions.js';
import { el, fill, reconcile, setText } from './dom.js';
import { t, tName } from './i18n.js';
import { href } from './router.js';
import { ago, clock } from './time.js';

const SHAPES = { CRITICAL: '▲', WARNING: '◆', INFO: '●' };

/** A severity as shape and word, so that its colour is never needed. */
export function severityBadge(severity) {
  return el(
    'span.severity',
    { 'data-severity': severity },
    el('span.shape', { 'aria-hidden': 'true' }, SHAPES[severity] ?? '●'),
    tName('severity', severity),
  );
}

/** Where it is: gateway and interface. */
export function where(alert) {
  return [alert.gateway, alert.interface].filter((part) => part !== undefined).join(' / ');
}

/**
 * A table of alerts.
 *
 * @param caption what it holds, for screen readers
 * @param finished whether it shows ended alerts too
 */
export function alertTable({ caption, finished, live }) {
  const body = el('tbody');
  const table = el(
    'table.alerts',
    {},
    el('caption.for-readers', {}, caption),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        ['severity', 'alert', 'where', 'raised', 'state'].map((name) => el('th', { scope: 'col' }, t(`column.${name}`))),
        el('th', { scope: 'col' }, el('span.for-readers', {}, t('column.actions'))),
      ),
    ),
    body,
  );
  return {
    table,
    show: (alerts) => reconcile(body, alerts, (alert) => alert.id, () => el('tr'), (row, alert) => drawRow(row, alert, live, finished)),
  };
}

function drawRow(row, alert, live, finished) {
  const focused = row.contains(document.activeElement) ? document.activeElement.dataset.action : undefined;
  row.dataset.severity = alert.severity;
  row.dataset.state = alert.state;
  row.dataset.alert = alert.id;
  fill(
    row,
    el('td.severity-cell', {}, severityBadge(alert.severity)),
    el('th.what', { scope: 'row' }, el('a', { href: href(`alerts/${alert.id}`), title: alert.summary }, alert.summary), el('span.kind', {}, tName('kind', alert.kind), repeated(alert))),
    el('td.where', {}, where(alert)),
    el('td.when', {}, finished ? clock(alert.raisedAt) : ago(alert.raisedAt)),
    el('td.state', {}, stateNodes(alert)),
    el('td.actions', {}, el('div.row-actions', {}, actionButtons(alert, live))),
  );
  if (focused !== undefined) {
    const same = focused === 'ack' || focused === 'unack' ? '[data-action$="ack"]' : `[data-action="${focused}"]`;
    row.querySelector(same)?.focus();
  }
}

function repeated(alert) {
  return alert.occurrences > 1 ? ` · ${t('alert.times', { count: alert.occurrences })}` : '';
}

/** The state in words: who took it on, when it ended, until when it is silent. */
export function stateNodes(alert) {
  const nodes = [el('span', {}, tName('state', alert.state))];
  if (alert.state === 'ACKNOWLEDGED') {
    setText(nodes[0], t('alert.ackedBy', { who: alert.acknowledgedBy ?? '' }));
  } else if (alert.state === 'RESOLVED' && alert.resolvedAt !== undefined) {
    fill(nodes[0], tName('state', alert.state), ' ', clock(alert.resolvedAt));
  }
  if (alert.silencedUntil !== undefined) {
    nodes.push(el('span.badge', {}, t('alert.silenced'), ' ', clock(alert.silencedUntil)));
  }
  if (alert.pending) {
    nodes.push(el('span.badge', { title: t('alert.pendingHint') }, t('alert.pending')));
  }
  return nodes;
}
