// Small charts: bars over days, and shares in a table.

import { el, svg } from './dom.js';
import { number, t } from './i18n.js';

const HEIGHT = 100;
/** As many days are named below their bars. */
const MOST_NAMES = 8;

/** Bars over days. @param days objects with `day` and `alerts` */
export function dayChart(days) {
  const most = Math.max(1, ...days.map((one) => one.alerts));
  const peak = days.find((one) => one.alerts === most) ?? days[0];
  const every = Math.ceil(days.length / MOST_NAMES);
  const bars = days.map(({ day, alerts }, at) => {
    const height = (alerts / most) * HEIGHT;
    return svg('rect', { x: at + 0.12, width: 0.76, y: HEIGHT - height, height }, svg('title', {}, `${day}: ${number(alerts)}`));
  });
  return el(
    'div.chart',
    { role: 'img', 'aria-label': t('statistics.perDayLabel', { most: number(most), day: peak?.day ?? '' }) },
    el('div.chart-most', {}, number(most)),
    svg('svg', { viewBox: `0 0 ${Math.max(1, days.length)} ${HEIGHT}`, preserveAspectRatio: 'none' }, bars),
    el('div.chart-days', {}, days.map(({ day }, at) => el('span', {}, at % every === 0 ? el('span', {}, day.slice(5)) : null))),
  );
}

/** A part of a whole, beside which its number stands. */
export function share(part, whole) {
  return svg(
    'svg.share',
    { viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 0, height: 10, width: whole === 0 ? 0 : (100 * part) / whole }),
  );
}
