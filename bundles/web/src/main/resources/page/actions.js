// What operators do to alerts.

import { change, session } from './api.js';
import { complain, toast } from './announce.js';
import { ask, field, select } from './dialog.js';
import { el } from './dom.js';
import { t, tName } from './i18n.js';

const LENGTHS = ['15m', '1h', '4h', '12h', '1d', '7d'];

/** The buttons for an alert; none for those who may only read, or when it is over. */
export function actionButtons(alert, live) {
  if (!session?.mayWrite || alert.state === 'RESOLVED') {
    return [];
  }
  const taken = alert.state === 'ACKNOWLEDGED';
  return [
    button(taken ? 'action.unack' : 'action.ack', alert, () => (taken ? unacknowledge(alert, live) : acknowledge(alert, live))),
    button('action.resolve', alert, () => resolve(alert, live)),
    button('action.silence', alert, () => silence(alert)),
  ];
}

function button(key, alert, click) {
  const label = t(key);
  return el('button', { type: 'button', 'data-action': key.split('.')[1], 'aria-label': `${label}: ${alert.summary}`, on: { click } }, label);
}

async function act(alert, action, live, body = {}) {
  const after = await change('POST', `alerts/${alert.id}/${action}`, body);
  live.put(after);
  return after;
}

async function acknowledge(alert, live) {
  try {
    await act(alert, 'ack', live);
    toast(t('action.acked', { what: alert.summary }), () => unacknowledge(alert, live));
  } catch (e) {
    complain(e);
  }
}

async function unacknowledge(alert, live) {
  try {
    await act(alert, 'unack', live);
    toast(t('action.unacked', { what: alert.summary }));
  } catch (e) {
    complain(e);
  }
}

function resolve(alert, live) {
  ask({
    title: t('resolve.title'),
    text: t('resolve.text', { what: alert.summary }),
    fields: [field('note', t('field.note'), { type: 'text', maxlength: 500 })],
    submit: t('action.resolve'),
    run: async ({ note }) => {
      await act(alert, 'resolve', live, { note });
      toast(t('action.resolved', { what: alert.summary }));
    },
  });
}

/** Asks for a silence of what an alert is about, or of anything. */
export function silence(alert = {}) {
  ask({
    title: t('silence.title'),
    text: t('silence.text'),
    fields: [
      field('gateway', t('field.gateway'), { type: 'text', value: alert.gateway ?? '', maxlength: 200 }),
      field('peer', t('field.peer'), { type: 'text', value: alert.peerName ?? alert.peerKey ?? '', maxlength: 200 }),
      select('kind', t('field.kind'), [['', t('filter.any')], ...kinds().map((kind) => [kind, tName('kind', kind)])], alert.kind ?? ''),
      select('for', t('silence.for'), LENGTHS.map((length) => [length, t(`length.${length}`)]), '1h'),
      field('note', t('field.note'), { type: 'text', maxlength: 500 }),
    ],
    submit: t('action.silence'),
    run: async (values) => {
      const wanted = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
      const some = ['gateway', 'peer', 'kind'].some((name) => name in wanted);
      await change('POST', 'silences', some ? wanted : { ...wanted, all: true });
      toast(t('silence.made'));
    },
  });
}

/** The kinds of alerts that the page has words for. */
export function kinds() {
  return [
    'PEER_DOWN', 'PEER_NEVER', 'PEER_FLAPPING', 'PEER_ONE_WAY', 'ENDPOINT_FLAPPING', 'PEER_ADDED', 'PEER_REMOVED', 'INTERFACE_DOWN',
    'GATEWAY_UNREACHABLE', 'GATEWAY_OUTAGE', 'STORE_DEGRADED', 'LOG_PRESSURE', 'CHANNEL_FAILING',
  ];
}
