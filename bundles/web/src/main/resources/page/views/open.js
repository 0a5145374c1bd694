// The open alerts.

import { alertTable, severityBadge } from '../alert-rows.js';
import { trouble } from '../announce.js';
import { el, fill, setText } from '../dom.js';
import { number, t, tName } from '../i18n.js';
import { href, replace } from '../router.js';

const PAGE = 100;
const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'];

export function showOpen({ live, state, main, parameters, title }) {
  title(t('nav.open'));
  const counts = SEVERITIES.map((severity) => count(severity));
  const acknowledged = el('span');
  const note = el('p.note', { role: 'status' });
  const empty = el('p.empty');
  const rows = alertTable({ caption: t('open.caption'), finished: false, live });
  const more = el('button.more', { type: 'button', on: { click: () => showMore() } });
  const text = el('input', { type: 'search', name: 'text', value: parameters.get('text') ?? '', 'aria-label': t('filter.open') });
  text.placeholder = t('filter.open');
  let limit = PAGE;

  const draw = () => {
    const wanted = filter(text.value, parameters.getAll('severity'));
    const matching = live.sorted().filter(wanted);
    const totals = live.counts();
    counts.forEach((one) => one.show(totals[one.severity]));
    setText(acknowledged, t('open.acknowledged', { count: totals.acknowledged }));
    setText(note, noteText(live));
    note.hidden = note.textContent === '';
    rows.show(matching.slice(0, limit));
    rows.table.hidden = matching.length === 0;
    more.hidden = matching.length <= limit;
    setText(more, t('action.more', { shown: Math.min(limit, matching.length), count: matching.length }));
    drawEmpty(empty, live, state, matching.length);
  };
  const showMore = () => {
    limit += PAGE;
    draw();
  };
  text.addEventListener('input', () => {
    replace(href('', { text: text.value, severity: parameters.getAll('severity') }));
    limit = PAGE;
    draw();
  });
  fill(
    main,
    el('h1.for-readers', {}, t('nav.open')),
    el('div.counts', {}, counts.map((one) => one.node), el('p.acknowledged', {}, acknowledged), el('div.search', { role: 'search' }, text)),
    note,
    empty,
    rows.table,
    more,
  );
  const endLive = live.subscribe(draw);
  const endState = state.subscribe(() => drawEmpty(empty, live, state, rows.table.hidden ? 0 : 1));
  return () => {
    endLive();
    endState();
  };

  function count(severity) {
    const value = el('span.number', {}, '–');
    const chosen = parameters.getAll('severity').includes(severity);
    const node = el(
      'a.count',
      { href: href('', { severity: chosen ? '' : severity }), 'data-severity': severity, 'aria-current': chosen ? 'true' : false },
      value,
      severityBadge(severity),
    );
    const show = (amount) => {
      setText(value, live.loaded ? number(amount) : '–');
      node.dataset.some = amount > 0 ? 'yes' : 'no';
      node.setAttribute('aria-label', `${tName('severity', severity)}: ${amount}`);
    };
    return { severity, node, show };
  }
}

/** The alerts that a text and severities ask for. */
function filter(text, severities) {
  const wanted = text.trim().toLowerCase();
  return (alert) =>
    (severities.length === 0 || severities.includes(alert.severity)) &&
    (wanted === '' ||
      [alert.summary, alert.peerName, alert.gateway, alert.interface, alert.kind, alert.peerKey].some((value) => value?.toLowerCase().includes(wanted)));
}

function noteText(live) {
  if (live.trouble !== null) {
    return trouble(live.trouble);
  }
  return live.truncated ? t('open.truncated', { count: live.alerts.size }) : '';
}

function drawEmpty(node, live, state, shown) {
  node.hidden = shown > 0 || live.trouble !== null;
  if (!node.hidden) {
    setText(node, emptyText(live, state));
  }
}

/** Nothing is a message, too. */
function emptyText(live, state) {
  if (!live.loaded) {
    return t('open.loading');
  }
  if (live.alerts.size > 0) {
    return t('open.noneMatch');
  }
  return `${t('open.none')} ${peersUp(state)}`;
}

/** How many peers are up: what people want to hear when nothing is wrong. */
export function peersUp(state) {
  const gateways = state.documents.gateways?.gateways;
  if (gateways === undefined) {
    return '';
  }
  if (gateways.length === 0) {
    return t('open.noGateways');
  }
  const up = gateways.reduce((sum, gateway) => sum + (gateway.peers.UP ?? 0), 0);
  return t('open.peersUp', { count: up });
}
