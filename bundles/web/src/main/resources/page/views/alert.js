// One alert with its time line and deliveries.

import { actionButtons } from '../actions.js';
import { severityBadge, stateNodes, where } from '../alert-rows.js';
import { trouble } from '../announce.js';
import { get } from '../api.js';
import { el, fill } from '../dom.js';
import { number, t, tName, tNodes } from '../i18n.js';
import { href } from '../router.js';
import { duration, fullWithUtc } from '../time.js';

const RELOAD_MILLIS = 300;
const RETRY_MILLIS = 5_000;

export function showAlert({ id, live, main, title }) {
  title(t('column.alert'));
  let reloading = 0;
  let ended = false;
  let wholeId = id;

  const load = async () => {
    clearTimeout(reloading);
    try {
      const alert = await get(`alerts/${id}`);
      if (!ended) {
        wholeId = alert.id;
        title(alert.summary);
        draw(main, alert, { put: (after) => { live.put(after); soon(); } });
        if (alert.history !== undefined && alert.history.state !== 'AVAILABLE') {
          reloading = setTimeout(load, RETRY_MILLIS);
        }
      }
    } catch (e) {
      if (!ended) {
        fill(main, el('h1', {}, t('column.alert')), el('p.note', {}, e.status === 404 ? t('alert.notFound') : trouble(e)));
        reloading = e.status === 404 ? 0 : setTimeout(load, RETRY_MILLIS);
      }
    }
  };
  const soon = () => {
    clearTimeout(reloading);
    reloading = setTimeout(load, RELOAD_MILLIS);
  };
  fill(main);
  load();
  const endEvents = live.onEvent((event) => {
    if (event === null || event.alertId === wholeId || event.type === 'Silenced' || event.type === 'Unsilenced') {
      soon();
    }
  });
  return () => {
    ended = true;
    clearTimeout(reloading);
    endEvents();
  };
}

function draw(main, alert, live) {
  const focused = main.contains(document.activeElement) ? document.activeElement.dataset.action : undefined;
  fill(
    main,
    el(
      'div.alert-head',
      {},
      severityBadge(alert.severity),
      el('h1', {}, alert.summary),
      el('div.row-actions', {}, actionButtons(alert, live)),
    ),
    alert.history !== undefined && alert.history.state !== 'AVAILABLE' ? el('p.note', {}, t('alert.noHistory')) : null,
    facts(alert),
    el('h2', {}, t('alert.timeline')),
    el('ol.timeline', {}, alert.timeline.map(({ event }) => moment(event))),
    el('h2', {}, t('alert.deliveries')),
    deliveries(alert.deliveries),
  );
  if (focused !== undefined) {
    (main.querySelector(`[data-action="${focused}"]`) ?? main.querySelector('[data-action]') ?? main).focus();
  }
}

function facts(alert) {
  const rows = [
    ['column.state', stateNodes(alert)],
    ['field.kind', tName('kind', alert.kind)],
    ['column.where', where(alert)],
    ['alert.peer', alert.peerName === undefined ? '' : [alert.peerName, ' ', el('a', { href: href('history', { peer: alert.peerKey ?? alert.peerName }) }, t('alert.samePeer'))]],
    ['alert.key', alert.peerKey === undefined ? '' : el('span.key', {}, alert.peerKey)],
    ['alert.raised', fullWithUtc(alert.raisedAt)],
    ['alert.lastSeen', alert.occurrences > 1 ? fullWithUtc(alert.lastSeenAt) : ''],
    ['alert.occurrences', alert.occurrences > 1 ? number(alert.occurrences) : ''],
    ['alert.acknowledged', alert.acknowledgedAt === undefined ? '' : [fullWithUtc(alert.acknowledgedAt), ' ', t('alert.by', { who: alert.acknowledgedBy ?? '' })]],
    ['alert.resolved', alert.resolvedAt === undefined ? '' : [fullWithUtc(alert.resolvedAt), ' ', t('alert.by', { who: alert.resolvedBy ?? '' }), ' ', t('alert.after', { duration: duration((Date.parse(alert.resolvedAt) - Date.parse(alert.raisedAt)) / 1000) })]],
    ['alert.gateway', alert.gateway === undefined ? '' : el('a', { href: href('history', { gateway: alert.gateway }) }, t('alert.sameGateway'))],
    ['alert.tags', alert.tags.join(', ')],
    ['alert.id', el('span.key', {}, alert.id)],
  ];
  return el('dl', {}, rows.filter(([, value]) => value !== '').map(([key, value]) => [el('dt', {}, t(key)), el('dd', {}, value)]));
}

function moment(event) {
  const key = event.type === 'Resolved' && event.operator !== undefined ? 'event.ResolvedBy' : `event.${event.type}`;
  const values = { ...event, notice: tName('notice', event.notice ?? '') };
  const known = t(key) !== key;
  return el(
    'li',
    { 'data-type': event.type },
    el('p', {}, known ? tNodes(key, values) : String(event.type)),
    event.note === undefined ? null : el('p', {}, t('event.note', { note: event.note })),
    event.at === undefined ? null : el('p.quiet', {}, fullWithUtc(event.at)),
  );
}

function deliveries(list) {
  if (list.length === 0) {
    return el('p.quiet', {}, t('alert.noDeliveries'));
  }
  return el(
    'div.scroll',
    { tabindex: '0', role: 'group', 'aria-label': t('alert.deliveries') },
    el(
      'table',
      {},
      el('caption.for-readers', {}, t('alert.deliveriesCaption')),
      el('thead', {}, el('tr', {}, ['channel', 'notice', 'when', 'outcome'].map((name) => el('th', { scope: 'col' }, t(`alert.${name}`))))),
      el(
        'tbody',
        {},
        list.map((delivery) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, delivery.channel),
            el('td', {}, tName('notice', delivery.notice)),
            el('td', {}, fullWithUtc(delivery.at)),
            el('td', {}, outcome(delivery)),
          )),
      ),
    ),
  );
}

function outcome({ failure, permanent }) {
  return failure === undefined ? t('alert.arrived') : t(permanent ? 'alert.gaveUp' : 'alert.failed', { reason: failure });
}
