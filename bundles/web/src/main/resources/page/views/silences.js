// The silences that hold or are yet to come.

import { silence } from '../actions.js';
import { complain, toast, trouble } from '../announce.js';
import { change, get, session } from '../api.js';
import { el, fill } from '../dom.js';
import { t, tName } from '../i18n.js';
import { clock } from '../time.js';

const RELOAD_MILLIS = 300;
const EVERY_MILLIS = 30_000;

export function showSilences({ live, main, title }) {
  title(t('nav.silences'));
  let timer = 0;
  let ended = false;
  const body = el('div');
  fill(
    main,
    el('div.alert-head', {}, el('h1', {}, t('nav.silences')), session?.mayWrite ? el('button', { type: 'button', on: { click: () => silence() } }, t('silences.new')) : null),
    body,
  );
  const load = async () => {
    clearTimeout(timer);
    try {
      const { silences } = await get('silences');
      if (!ended) {
        fill(body, silences.length === 0 ? el('p.empty', {}, t('silences.none')) : table(silences));
      }
    } catch (e) {
      fill(body, el('p.note', {}, trouble(e)));
    }
    timer = ended ? 0 : setTimeout(load, EVERY_MILLIS);
  };
  load();
  const endEvents = live.onEvent((event) => {
    if (event === null || event.type === 'Silenced' || event.type === 'Unsilenced') {
      clearTimeout(timer);
      timer = setTimeout(load, RELOAD_MILLIS);
    }
  });
  return () => {
    ended = true;
    clearTimeout(timer);
    endEvents();
  };
}

function table(silences) {
  return el(
    'table.cards-on-phone',
    {},
    el('caption.for-readers', {}, t('silences.caption')),
    el('thead', {}, el('tr', {}, ['what', 'until', 'by', 'note'].map((name) => el('th', { scope: 'col' }, t(`silences.${name}`))), el('th', { scope: 'col' }, el('span.for-readers', {}, t('column.actions'))))),
    el('tbody', {}, silences.map(row)),
  );
}

function row(one) {
  const what = matched(one);
  const end = async () => {
    try {
      await change('DELETE', `silences/${one.id}`);
      toast(t('silence.ended'));
    } catch (e) {
      complain(e);
    }
  };
  return el(
    'tr',
    {},
    el('th.what', { scope: 'row' }, what),
    el('td', { 'data-label': t('silences.until') }, holds(one), one.every === undefined ? null : el('span.badge', {}, t('silences.everyTime', { every: one.every }))),
    el('td', { 'data-label': t('silences.by') }, one.operator),
    el('td', {}, one.note ?? ''),
    el('td.actions', {}, session?.mayWrite ? el('div.row-actions', {}, el('button', { type: 'button', 'aria-label': t('silences.endOf', { what }), on: { click: end } }, t('silences.end'))) : null),
  );
}

function holds({ holds: now, window, end }) {
  const until = clock(window?.end ?? end);
  return now || window === undefined ? until : [t('silences.from', { from: '' }), clock(window.start), ' – ', until];
}

function matched({ gateway, peer, kind }) {
  const parts = [peer, gateway, kind === undefined ? undefined : tName('kind', kind)].filter((part) => part !== undefined);
  return parts.length === 0 ? t('silences.all') : parts.join(' · ');
}
