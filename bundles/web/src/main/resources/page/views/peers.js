// Gateways, and the peers of one of them.

import { trouble } from '../announce.js';
import { get } from '../api.js';
import { field, select } from '../dialog.js';
import { atNextFrame, el, fill, reconcile, setText } from '../dom.js';
import { gatewayLevel } from '../health-words.js';
import { bytes, number, t, tName } from '../i18n.js';
import { href, replace } from '../router.js';
import { legend, strip } from '../strip.js';
import { Strips } from '../strips.js';
import { ago, clock, duration } from '../time.js';

const PAGE = 50;
const LIMIT = 10_000;
const PEERS_MILLIS = 5_000;
const LOST = 'PEER_DOWN';
/** The cell of a row that has the strip. */
const STRIP = 2;
const VERDICTS = ['DOWN', 'NEVER', 'UNKNOWN', 'IDLE', 'UP'];

export function showPeers({ live, state, main, parameters, title }) {
  title(t('nav.peers'));
  const cards = el('ul.cards');
  const problem = el('p.note', { hidden: true });
  const below = el('div');
  fill(main, el('h1', {}, t('peers.gateways')), problem, cards, below);
  let table = null;
  const endState = state.subscribe(() => {
    const { gateways: document } = state.documents;
    const gateways = document?.gateways ?? [];
    const text = document === undefined ? '' : document.absent !== undefined ? t('peers.absent') : gateways.length === 0 ? t('peers.noGateways') : '';
    setText(problem, text);
    problem.hidden = text === '';
    const chosen = parameters.get('gateway') ?? worst(gateways)?.name;
    reconcile(cards, gateways, (gateway) => gateway.name, () => el('li.card'), (card, gateway) => drawCard(card, gateway, chosen));
    if (table === null && chosen !== undefined) {
      table = new PeerTable(chosen, parameters, live);
      fill(below, table.nodes);
      table.start();
    }
  });
  return () => {
    endState();
    table?.end();
  };
}

/** The one that people want to see first. */
function worst(gateways) {
  return [...gateways].sort((one, other) => badness(other) - badness(one))[0];
}

function badness({ state, peers }) {
  return (state === 'UP' ? 0 : 1e6) + (peers.DOWN ?? 0) + (peers.NEVER ?? 0);
}

function drawCard(card, gateway, chosen) {
  card.dataset.level = gatewayLevel(gateway);
  const link = el('a', { href: href('peers', { gateway: gateway.name }), 'aria-current': gateway.name === chosen ? 'true' : false }, gateway.name);
  fill(
    card,
    el('h2.card-title', {}, link),
    el('p', {}, `${tName('gateway', gateway.state)} · `, gateway.lastPoll === undefined ? '' : [t('peers.lastPoll'), ' ', ago(gateway.lastPoll)]),
    el('p', {}, VERDICTS.filter((verdict) => gateway.peers[verdict] > 0).map((verdict) => `${number(gateway.peers[verdict])} ${tName('verdict', verdict).toLowerCase()}`).join(', ')),
    gateway.problem === undefined ? null : el('p.problem', {}, gateway.problem),
    el('p.quiet', {}, [gateway.interfaces.join(', '), t('peers.interval', { duration: duration(gateway.intervalSeconds) })].filter((part) => part !== '').join(' · ')),
  );
}

class PeerTable {
  constructor(gateway, parameters, live) {
    this.gateway = gateway;
    this.verdict = parameters.get('verdict') ?? '';
    this.page = Math.max(1, Number.parseInt(parameters.get('page') ?? '1', 10) || 1);
    this.peers = [];
    this.abort = new AbortController();
    this.silences = [];
    this.draw = () => this.drawNow();
    this.strips = new Strips(gateway, live, () => atNextFrame(this.draw));
    this.build(parameters);
  }

  build(parameters) {
    this.search = field('text', t('peers.search'), { type: 'search', value: parameters.get('text') ?? '' });
    const verdict = select('verdict', t('field.verdict'), [['', t('filter.any')], ...VERDICTS.map((one) => [one, tName('verdict', one)])], this.verdict);
    verdict.addEventListener('change', (event) => {
      this.verdict = event.target.value;
      this.turnTo(1);
    });
    this.search.addEventListener('input', () => this.turnTo(1));
    this.body = el('tbody');
    this.empty = el('p.empty', { hidden: true });
    this.place = el('span', { role: 'status' });
    this.before = el('button', { type: 'button', on: { click: () => this.turnTo(this.page - 1) } }, t('action.previous'));
    this.after = el('button', { type: 'button', on: { click: () => this.turnTo(this.page + 1) } }, t('action.next'));
    this.problem = el('p.note', { hidden: true });
    this.stripless = el('p.note', { role: 'status', hidden: true });
    this.legend = el('ul.legend', { 'aria-hidden': 'true' }, legend().map((one) => el('li', {}, one)));
    this.table = el(
      'table.peers.cards-on-phone',
      {},
      el('caption.for-readers', {}, t('peers.caption', { gateway: this.gateway })),
      el('thead', {}, el('tr', {}, ['peer', 'verdict', 'strip', 'handshake', 'endpoint', 'transfer'].map((name) => el(name === 'transfer' ? 'th.amount' : 'th', { scope: 'col' }, t(`column.${name}`))))),
      this.body,
    );
    this.pager = el('div.pager', {}, this.before, this.place, this.after);
    this.nodes = [
      el('h2', {}, `${t('peers.peers')}: ${this.gateway}`),
      el('div.filters', { role: 'search', 'aria-label': t('peers.peers') }, this.search, verdict),
      this.problem,
      this.stripless,
      this.table,
      this.empty,
      this.pager,
      this.legend,
    ];
  }

  start() {
    this.loadPeers();
  }

  end() {
    this.abort.abort();
    this.ended = true;
    this.strips.end();
    clearTimeout(this.peersTimer);
  }

  get text() {
    return this.search.querySelector('input').value;
  }

  turnTo(page) {
    this.page = page;
    replace(href('peers', { gateway: this.gateway, verdict: this.verdict, text: this.text, page: page === 1 ? '' : page }));
    this.drawNow();
  }

  async loadPeers() {
    try {
      const peers = await this.allPeers();
      this.silences = await this.loadSilences();
      this.peers = peers.sort((one, other) => VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict) || compare(one.name, other.name));
      this.trouble = undefined;
    } catch (e) {
      if (e.name === 'AbortError') {
        return;
      }
      this.trouble = trouble(e);
    }
    atNextFrame(this.draw);
    if (!this.ended) {
      this.peersTimer = setTimeout(() => this.loadPeers(), PEERS_MILLIS);
    }
  }

  /** Those that keep a lost peer of the gateway from being told of; none while the log is away. */
  async loadSilences() {
    try {
      const { silences } = await get('silences', {}, this.abort.signal);
      return silences.filter(({ holds, gateway, kind }) => holds && (gateway ?? this.gateway) === this.gateway && (kind ?? LOST) === LOST);
    } catch (e) {
      if (e.name === 'AbortError') {
        throw e;
      }
      return [];
    }
  }

  silencedUntil(peer) {
    const one = this.silences.find((silence) => [undefined, peer.name, peer.publicKey].includes(silence.peer));
    return one === undefined ? undefined : (one.window?.end ?? one.end);
  }

  async allPeers() {
    const peers = [];
    let cursor;
    do {
      const page = await get('peers', { gateway: this.gateway, limit: LIMIT, cursor }, this.abort.signal);
      peers.push(...page.peers);
      cursor = page.next;
    } while (cursor !== undefined);
    return peers;
  }

  drawNow() {
    const wanted = this.text.trim().toLowerCase();
    const matching = this.peers.filter((peer) => (this.verdict === '' || peer.verdict === this.verdict) && (wanted === '' || matches(peer, wanted)));
    const pages = Math.max(1, Math.ceil(matching.length / PAGE));
    this.page = Math.min(Math.max(1, this.page), pages);
    const from = (this.page - 1) * PAGE;
    const shown = matching.slice(from, from + PAGE);
    reconcile(this.body, shown, keyOf, createRow, (row, peer) => drawPeer(row, peer, this.silencedUntil(peer)));
    this.drawStrips(shown);
    this.table.hidden = matching.length === 0;
    this.empty.hidden = matching.length > 0 || this.peers.length === 0;
    setText(this.empty, t('peers.none'));
    this.pager.hidden = pages === 1;
    this.before.disabled = this.page === 1;
    this.after.disabled = this.page === pages;
    setText(this.place, t('peers.shown', { from: from + 1, to: Math.min(from + PAGE, matching.length), count: matching.length }));
    this.problem.hidden = this.trouble === undefined;
    setText(this.problem, this.trouble ?? '');
  }

  drawStrips(shown) {
    this.strips.want(shown.map((peer) => peer.publicKey));
    [...this.body.children].forEach((row) => drawStrip(row.children[STRIP], this.strips.of(row.item)));
    const { error } = this.strips;
    this.stripless.hidden = error === undefined || this.table.hidden;
    setText(this.stripless, error === undefined ? '' : stripless(error));
    this.legend.hidden = this.table.hidden || error !== undefined;
  }
}

/** Why there are no strips; the health line says what is to be done. */
function stripless(error) {
  const state = error.problem?.history?.state;
  return state === undefined ? trouble(error) : t('strip.away', { state: tName('store', state) });
}

function drawStrip(cell, known) {
  const said = JSON.stringify(known);
  if (cell.drawn !== said) {
    cell.drawn = said;
    fill(cell, known === undefined ? el('span.quiet', {}, '–') : strip(known.segments, known.from, known.to));
  }
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

function keyOf(peer) {
  return `${peer.interface} ${peer.publicKey}`;
}

function matches(peer, wanted) {
  return [peer.name, peer.publicKey, peer.endpoint ?? '', ...peer.allowedIps].some((value) => value.toLowerCase().includes(wanted));
}

function createRow() {
  return el(
    'tr',
    {},
    el('th.what', { scope: 'row' }),
    el('td'),
    el('td.strip-cell'),
    el('td.when', { 'data-label': t('column.handshake') }),
    el('td.where'),
    el('td.amount', { 'data-label': t('column.transfer') }),
  );
}

function drawPeer(row, peer, silencedUntil) {
  const [name, verdict, , handshake, endpoint, transfer] = row.children;
  row.dataset.verdict = peer.verdict;
  if (name.drawn !== peer.name) {
    name.drawn = peer.name;
    fill(name, el('a', { href: href('history', { peer: peer.publicKey }) }, peer.name), el('span.kind.key', {}, `${peer.interface} · ${peer.publicKey.slice(0, 12)}…`));
    name.title = peer.publicKey;
  }
  fill(verdict, el('span.verdict', { 'data-verdict': peer.verdict }, tName('verdict', peer.verdict)), ' ', el('span.quiet', {}, ago(peer.since)), silencedUntil === undefined ? null : el('span.badge', {}, t('alert.silenced'), ' ', clock(silencedUntil)));
  fill(handshake, peer.latestHandshake === undefined ? t('peers.never') : ago(peer.latestHandshake));
  setText(endpoint, peer.endpoint ?? t('peers.noEndpoint'));
  setText(transfer, `${bytes(peer.rxBytes)} / ${bytes(peer.txBytes)}`);
}
