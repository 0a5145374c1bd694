// Small charts: bars over days, and shares in a table.

import { svg } from './dom.js';
import { number, t } from './i18n.js';

const WIDTH = 600;
const HEIGHT = 176;
const LEFT = 40;
const BOTTOM = 22;
const TOP = 12;

/** Bars over days. @param days objects with `day` and `alerts` */
export function dayChart(days) {
  const most = Math.max(1, ...days.map((one) => one.alerts));
  const peak = days.find((one) => one.alerts === most) ?? days[0];
  const step = (WIDTH - LEFT - 8) / Math.max(1, days.length);
  const y = (value) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const every = Math.ceil(days.length / 8);
  const bars = days.map(({ day, alerts }, at) =>
    svg(
      'rect.bar',
      { x: LEFT + at * step + step * 0.12, width: Math.max(step * 0.76, 1), y: y(alerts), height: Math.max(HEIGHT - BOTTOM - y(alerts), 0) },
      svg('title', {}, `${day}: ${number(alerts)}`),
    ));
  const labels = days
    .map(({ day }, at) => [day, at])
    .filter(([, at]) => at % every === 0)
    .map(([day, at]) => svg('text', { x: LEFT + at * step + step / 2, y: HEIGHT - 6, 'text-anchor': 'middle' }, day.slice(5)));
  const lines = [0, most].map((value) => [
    svg('line', { x1: LEFT, x2: WIDTH - 8, y1: y(value), y2: y(value) }),
    svg('text', { x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end' }, number(value)),
  ]);
  return svg(
    'svg.chart',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': t('statistics.perDayLabel', { most: number(most), day: peak?.day ?? '' }) },
    lines,
    bars,
    labels,
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
