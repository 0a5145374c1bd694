// How store, log and channels are, in plain words.

import { el } from './dom.js';
import { bytes, t, tName, tNodes } from './i18n.js';
import { clock } from './time.js';

const STORE = 'alert-store';

/** What is wrong, worst first; of each: `level`, `nodes` (a sentence) and `what` to do about it. */
export function troubles(state, live) {
  const found = [];
  const add = (level, nodes, what = []) => found.push({ level, nodes, what });
  if (!state.answers) {
    add('bad', [t('health.noAnswer')], [t('health.noAnswerDo')]);
    return found;
  }
  if (!live.connected) {
    add('bad', [t('health.notLive')], [t('health.notLiveDo')]);
  }
  const { store, log, channels, gateways } = state.documents;
  if (log !== undefined) {
    logTroubles(log, add);
  }
  if (store !== undefined) {
    storeTroubles(store, add);
  }
  if (channels?.channels !== undefined) {
    channelTroubles(channels.channels, add);
  }
  if (gateways?.gateways !== undefined) {
    gatewayTroubles(gateways.gateways, add);
  }
  return found;
}

/** One line: that all is well, or what is not. */
export function healthLine(state, live) {
  if (state.documents.store === undefined && state.answers) {
    return { level: 'unknown', text: t('health.loading') };
  }
  const found = troubles(state, live);
  if (found.length === 0) {
    return { level: 'good', text: wellLine(state.documents.channels) };
  }
  const text = found.map(({ nodes }) => nodes.map(plain).join('')).join(' ');
  return { level: found.some(({ level }) => level === 'bad') ? 'bad' : 'warn', text };
}

/** Channels that are not there do not work. */
function wellLine(channels) {
  return channels?.channels?.length === 0 || channels?.absent !== undefined
    ? `${t('health.goodAlone')} ${t(channels.absent === undefined ? 'health.channel.none' : 'health.channel.absent')}`
    : t('health.good');
}

function plain(node) {
  return typeof node === 'string' ? node : node.textContent;
}

function storeTroubles(store, add) {
  if (store.absent !== undefined) {
    add('warn', [t('health.store.absent')], [t('health.store.absentDo')]);
    return;
  }
  if (store.state !== 'AVAILABLE') {
    const nodes = [
      ...tNodes('health.store.state', { state: tName('store', store.state), since: clock(store.since) }),
      ' ',
      t('health.store.safe', { count: store.lag ?? 0 }),
    ];
    add('bad', nodes, [store.cause, store.hint].filter((text) => text !== undefined));
  } else if ((store.lag ?? 0) > 1000) {
    add('warn', [t('health.store.behind', { count: store.lag })]);
  }
  if (store.backupTrouble !== undefined) {
    add('warn', [t('health.store.noBackup')], [store.backupTrouble]);
  }
}

function logTroubles(log, add) {
  if (log.absent !== undefined) {
    add('bad', [t('health.log.absent')], [t('health.log.absentDo')]);
    return;
  }
  if (log.reserveInUse) {
    add('bad', [t('health.log.full')], [t('health.log.fullDo', { folder: log.directory })]);
  }
  log.consumers
    .filter((consumer) => consumer.state === 'RETRYING' && consumer.id !== STORE)
    .forEach((consumer) => add('warn', [t('health.log.retrying', { id: consumer.id, count: consumer.lag })], [consumer.lastError ?? '']));
}

function channelTroubles(channels, add) {
  for (const channel of channels) {
    if (channel.state === 'FAILING') {
      const nodes = [
        ...(channel.failingSince === undefined
          ? [t('health.channel.failingNow', { id: channel.id })]
          : tNodes('health.channel.failing', { id: channel.id, since: clock(channel.failingSince) })),
        ' ',
        t('health.channel.waiting', { count: channel.backlog }),
      ];
      add('warn', nodes, [channel.lastError ?? '']);
    } else if (channel.state === 'REFUSED') {
      add('warn', [t('health.channel.refused', { id: channel.id })], channel.problems);
    }
  }
}

function gatewayTroubles(gateways, add) {
  for (const gateway of gateways) {
    if (gateway.state === 'UNREACHABLE' || gateway.state === 'PARTIAL') {
      add('bad', tNodes(`health.gateway.${gateway.state}`, { name: gateway.name, since: clock(gateway.since) }), [gateway.problem ?? '']);
    } else if (gateway.state === 'MISCONFIGURED') {
      add('warn', [t('health.gateway.MISCONFIGURED', { name: gateway.name })], [gateway.problem ?? '']);
    }
  }
}

/** How a gateway is: `bad` when it can not be read, `warn` when peers of it are lost. */
export function gatewayLevel({ state, peers }) {
  return state !== 'UP' && state !== 'STARTING' ? 'bad' : peers.DOWN > 0 ? 'warn' : 'good';
}

/** The sentence for a part that is well. */
export function wellWords(state) {
  const { store, log, channels } = state.documents;
  return {
    store:
      store?.state === 'AVAILABLE'
        ? [...tNodes('health.store.good', { since: clock(store.since), size: bytes(store.bytes ?? 0) }), ' ', t('health.store.lag', { count: store.lag ?? 0 })]
        : [],
    log: log?.segments === undefined || log.reserveInUse ? [] : [t('health.log.good', { size: bytes(log.bytes), most: bytes(log.maxBytes) })],
    channels:
      channels?.channels === undefined
        ? [t('health.channel.absent')]
        : channels.channels.length === 0
          ? [t('health.channel.none')]
          : [t('health.channel.count', { count: channels.channels.length })],
  };
}

/** The troubles as a list. */
export function troubleList(found) {
  return el(
    'ul.troubles',
    {},
    found.map(({ level, nodes, what }) =>
      el('li', { 'data-level': level }, el('strong', {}, nodes), what.filter((text) => text !== '').map((text) => el('p.quiet', {}, text)))),
  );
}
