// The wall screen: the open alerts, the gateways and how Tunnelwatch is, to be read from five metres.

import { severityBadge, where } from '../alert-rows.js';
import { el, fill, reconcile, setText } from '../dom.js';
import { gatewayLevel, healthLine } from '../health-words.js';
import { number, t, tName } from '../i18n.js';
import { go, href } from '../router.js';
import { ago } from '../time.js';
import { peersUp } from './open.js';

const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'];
const MOST_ROWS = 30;

export function showNoc({ live, state, main, title }) {
  title(t('tool.noc'));
  const counts = SEVERITIES.map((severity) => {
    const value = el('span.number', {}, '–');
    return { severity, value, node: el('div.count', { 'data-severity': severity }, value, severityBadge(severity)) };
  });
  const wall = el('ul.wall');
  const empty = el('p.empty');
  const more = el('p.quiet');
  const gateways = el('ul.gateways');
  const health = el('span', { role: 'status' });
  const time = el('time');
  const leave = () => {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    }
    go(href(''));
  };
  fill(
    main,
    el('button.leave', { type: 'button', on: { click: leave } }, t('noc.leave')),
    el('h1.for-readers', {}, t('nav.open')),
    el('div.counts', {}, counts.map(({ node }) => node)),
    wall,
    empty,
    more,
    gateways,
    el('p.foot', {}, health, time),
  );

  const drawAlerts = () => {
    const totals = live.counts();
    counts.forEach(({ severity, value, node }) => {
      setText(value, live.loaded ? number(totals[severity]) : '–');
      node.dataset.some = totals[severity] > 0 ? 'yes' : 'no';
    });
    const sorted = live.sorted();
    const shown = sorted.slice(0, MOST_ROWS);
    reconcile(wall, shown, (alert) => alert.id, () => el('li'), drawAlert);
    const fits = fitting(wall);
    setText(more, fits < sorted.length ? t('noc.more', { count: sorted.length - fits }) : '');
    more.hidden = fits >= sorted.length;
    wall.hidden = sorted.length === 0;
    empty.hidden = sorted.length > 0;
    setText(empty, live.loaded ? `${t('open.none')} ${peersUp(state)}` : t('open.loading'));
    drawHealth();
  };
  const drawHealth = () => {
    const { level, text } = healthLine(state, live);
    health.dataset.level = level;
    setText(health, text);
  };
  const drawState = () => {
    reconcile(gateways, state.documents.gateways?.gateways ?? [], (gateway) => gateway.name, () => el('li.card'), drawGateway);
    drawAlerts();
  };
  const tick = () => {
    const now = new Date();
    setText(time, new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format(now));
    time.setAttribute('datetime', now.toISOString());
  };
  const onKey = (event) => event.key === 'Escape' && leave();
  const onFullscreen = () => document.fullscreenElement || leave();
  addEventListener('keydown', onKey);
  addEventListener('resize', drawAlerts);
  document.addEventListener('fullscreenchange', onFullscreen);
  tick();
  const clock = setInterval(tick, 1000);
  const endLive = live.subscribe(drawAlerts);
  const endState = state.subscribe(drawState);
  return () => {
    removeEventListener('keydown', onKey);
    removeEventListener('resize', drawAlerts);
    document.removeEventListener('fullscreenchange', onFullscreen);
    clearInterval(clock);
    endLive();
    endState();
  };
}

function drawAlert(row, alert) {
  row.dataset.severity = alert.severity;
  row.dataset.state = alert.state;
  fill(row, severityBadge(alert.severity), el('span.summary', {}, what(alert)), el('span.where', {}, where(alert)), ago(alert.raisedAt));
}

/** Few words: the rest does not fit on a line that is read from far. */
function what(alert) {
  return alert.peerName === undefined ? alert.summary : `${alert.peerName} · ${tName('kind', alert.kind)}`;
}

function drawGateway(card, gateway) {
  const count = Object.values(gateway.peers).reduce((sum, peers) => sum + peers, 0);
  card.dataset.level = gatewayLevel(gateway);
  fill(card, el('strong', {}, gateway.name), ` ${tName('gateway', gateway.state)} · ${t('noc.up', { up: gateway.peers.UP ?? 0, count })}`);
}

/** How many rows are seen whole; the others lie below the edge. */
function fitting(wall) {
  const bottom = wall.clientHeight;
  return [...wall.children].filter((row) => row.offsetTop - wall.offsetTop + row.offsetHeight <= bottom).length;
}
