// What a time was like.

import { trouble } from '../announce.js';
import { get } from '../api.js';
import { dayChart, share } from '../charts.js';
import { el, fill } from '../dom.js';
import { number, t, tName, tNodes } from '../i18n.js';
import { href } from '../router.js';
import { clock, duration } from '../time.js';

const PERIODS = ['24h', '7d', '30d', '90d'];
const WORST = 20;
const EVERY_MILLIS = 60_000;

export function showStatistics({ state, main, parameters, title }) {
  title(t('nav.statistics'));
  const since = PERIODS.includes(parameters.get('since')) ? parameters.get('since') : '7d';
  const abort = new AbortController();
  const body = el('div', { 'aria-live': 'off' }, el('p.empty', {}, t('statistics.loading')));
  const periods = PERIODS.map((period) =>
    el('li', {}, el('a', { href: href('statistics', { since: period }), 'aria-current': period === since ? 'true' : false }, t(`statistics.${period}`))));
  fill(main, el('h1', {}, t('nav.statistics')), el('ul.choices', { 'aria-label': t('statistics.period') }, periods), body);
  let askedAt = 0;
  let answered = undefined;
  const load = async () => {
    const { store } = state.documents;
    if (store === undefined) {
      return;
    }
    if (!state.historyAnswers) {
      answered = false;
      fill(body, el('p.note', {}, store.absent !== undefined ? t('health.store.absent') : t('statistics.away', { state: tName('store', store.state) })));
      return;
    }
    if (answered !== false && Date.now() - askedAt < EVERY_MILLIS) {
      return;
    }
    askedAt = Date.now();
    answered = true;
    try {
      fill(body, content(await get('stats', { since }, abort.signal), since));
    } catch (e) {
      if (e.name !== 'AbortError') {
        answered = false;
        fill(body, el('p.note', {}, trouble(e)));
      }
    }
  };
  const endState = state.subscribe(load);
  return () => {
    abort.abort();
    endState();
  };
}

function content(statistics, since) {
  return [
    figures(statistics),
    statistics.observedFrom > statistics.from ? el('p.quiet', {}, tNodes('statistics.observed', { from: clock(statistics.observedFrom) })) : null,
    statistics.pending > 0 ? el('p.quiet', {}, t('statistics.pending', { count: statistics.pending })) : null,
    statistics.alerts === 0 && statistics.peers.length === 0 ? el('p.empty', {}, t('statistics.none')) : null,
    el('h2', {}, t('statistics.perDay')),
    dayChart(statistics.perDay),
    el(
      'div.panels',
      {},
      el('section', {}, el('h2', {}, t('statistics.byKind')), counted(t('statistics.byKind'), statistics.byKind.map(({ kind, alerts }) => [tName('kind', kind), alerts, href('history', { kind, since })]))),
      el('section', {}, el('h2', {}, t('statistics.byGateway')), counted(t('statistics.byGateway'), statistics.byGateway.map(({ gateway, alerts }) => [gateway, alerts, href('history', { gateway, since })]))),
    ),
    el('h2', {}, t('statistics.worst')),
    worst(statistics.peers.slice(0, WORST), since),
  ];
}

function figures({ alerts, acknowledged, meanSecondsToAcknowledge, meanSecondsToResolve }) {
  const mean = (seconds) => (seconds === undefined ? '–' : duration(seconds));
  return el(
    'dl.figures',
    {},
    [
      ['statistics.alerts', number(alerts)],
      ['statistics.acknowledged', number(acknowledged)],
      ['statistics.timeToAcknowledge', mean(meanSecondsToAcknowledge)],
      ['statistics.timeToResolve', mean(meanSecondsToResolve)],
    ].map(([key, value]) => el('div.figure', {}, el('dt', {}, t(key)), el('dd', {}, value))),
  );
}

function counted(caption, rows) {
  const most = Math.max(0, ...rows.map(([, amount]) => amount));
  return el(
    'table',
    {},
    el('caption.for-readers', {}, caption),
    el('tbody', {}, rows.map(([name, amount, link]) => el('tr', {}, el('th', { scope: 'row' }, el('a', { href: link }, name)), el('td.amount', {}, number(amount)), el('td.share-cell', {}, share(amount, most))))),
  );
}

function worst(peers, since) {
  const longest = Math.max(0, ...peers.map((peer) => peer.unavailableSeconds));
  return el(
    'table.cards-on-phone',
    {},
    el('caption.for-readers', {}, t('statistics.worstCaption')),
    el('thead', {}, el('tr', {}, ['column.peer', 'column.where', 'statistics.available', 'statistics.away.column', 'statistics.count'].map((key) => el('th', { scope: 'col' }, t(key))))),
    el(
      'tbody',
      {},
      peers.map((peer) =>
        el(
          'tr',
          {},
          el('th.what', { scope: 'row' }, el('a', { href: href('history', { peer: peer.peerKey, since }) }, peer.peerName ?? peer.peerKey)),
          el('td.where', {}, [peer.gateway, peer.interface].filter((part) => part !== undefined).join(' / ')),
          el('td.amount', { 'data-label': t('statistics.available') }, peer.availabilityPercent === undefined ? '–' : `${number(peer.availabilityPercent, { maximumFractionDigits: 2 })} %`),
          el('td', { 'data-label': t('statistics.away.column') }, duration(peer.unavailableSeconds), share(peer.unavailableSeconds, longest)),
          el('td.amount', { 'data-label': t('statistics.count') }, number(peer.alerts)),
        )),
    ),
  );
}
