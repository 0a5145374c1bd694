// Store, log and channels in plain words.

import { el, fill } from '../dom.js';
import { troubleList, troubles, wellWords } from '../health-words.js';
import { number, t, tName } from '../i18n.js';
import { ago, fullWithUtc } from '../time.js';

export function showHealth({ live, state, main, title }) {
  title(t('nav.health'));
  let drawn = '';
  const draw = () => {
    const said = JSON.stringify([state.documents, state.answers, live.connected]);
    if (said !== drawn) {
      // what did not change keeps its focus and its place
      drawn = said;
      fill(main, content(state, live));
    }
  };
  const endState = state.subscribe(draw);
  const endLive = live.subscribe(draw);
  return () => {
    endState();
    endLive();
  };
}

function content(state, live) {
  const heading = el('h1', {}, t('health.title'));
  if (state.documents.store === undefined) {
    return [heading, el('p.empty', {}, t('health.loading'))];
  }
  const found = troubles(state, live);
  const well = wellWords(state);
  return [
    heading,
    found.length === 0 ? el('p', {}, t('health.goodLong')) : troubleList(found),
    el('h2', {}, t('health.store')),
    well.store.length === 0 ? null : el('p', {}, well.store),
    storeFacts(state.documents.store),
    el('h2', {}, t('health.log')),
    well.log.length === 0 ? null : el('p', {}, well.log),
    logFacts(state.documents.log),
    el('h2', {}, t('health.channels')),
    el('p', {}, well.channels),
    channelTable(state.documents.channels?.channels ?? []),
  ];
}

function list(rows) {
  return el('dl', {}, rows.filter(([, value]) => value !== undefined).map(([key, value]) => [el('dt', {}, t(key)), el('dd', {}, value)]));
}

function storeFacts(store) {
  if (store.absent !== undefined) {
    return null;
  }
  return list([
    ['health.store.url', store.url === undefined ? undefined : el('span.key', {}, store.url)],
    ['health.store.backup', store.lastBackup === undefined ? t('health.store.noBackupYet') : fullWithUtc(store.lastBackup.at)],
    ['health.store.recovery', store.lastRecovery === undefined ? undefined : [store.lastRecovery.action, ' ', el('span.quiet', {}, ago(store.lastRecovery.at))]],
    ['health.store.quarantine', store.quarantine.length === 0 ? undefined : store.quarantine.map(({ file, cause }) => el('div', {}, el('span.key', {}, file), ' ', cause))],
  ]);
}

function logFacts(log) {
  if (log?.consumers === undefined) {
    return null;
  }
  return [
    list([['health.log.folder', el('span.key', {}, log.directory)]]),
    scrolled(
      t('health.consumers'),
      t('health.log.consumersCaption'),
      ['health.log.consumer', 'column.state', 'health.log.waiting', 'health.log.error'],
      log.consumers.map((one) => [one.id, tName('consumer', one.state), number(one.lag), one.lastError ?? '']),
    ),
  ];
}

function channelTable(channels) {
  if (channels.length === 0) {
    return null;
  }
  return scrolled(
    t('health.channels'),
    t('health.channel.caption'),
    ['health.channel.id', 'column.state', 'health.channel.target', 'health.channel.backlog', 'health.channel.delivered', 'health.log.error'],
    channels.map((one) => [
      one.id,
      tName('channel', one.state),
      one.target,
      number(one.backlog),
      one.lastDelivered === undefined ? '' : ago(one.lastDelivered),
      [one.lastError ?? '', one.problems.map((problem) => el('div', {}, problem))],
    ]),
  );
}

function scrolled(label, caption, columns, rows) {
  return el(
    'div.scroll',
    { tabindex: '0', role: 'group', 'aria-label': label },
    el(
      'table',
      {},
      el('caption.for-readers', {}, caption),
      el('thead', {}, el('tr', {}, columns.map((key) => el('th', { scope: 'col' }, t(key))))),
      el('tbody', {}, rows.map(([first, ...others]) => el('tr', {}, el('th', { scope: 'row' }, first), others.map((value) => el('td', {}, value))))),
    ),
  );
}
