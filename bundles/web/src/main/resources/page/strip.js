// What a peer did in the last 24 hours, as a strip: the worse, the higher, so that it reads without its colours.

import { svg } from './dom.js';
import { t, tName } from './i18n.js';
import { absolute, duration } from './time.js';

const WIDTH = 1000;
const HEIGHT = 24;
/** What lasts for less is still seen. */
const LEAST = 4;
const HEIGHTS = { UP: 5, UNKNOWN: 11, INTERFACE_DOWN: 11, UNREACHABLE: 11, FLAPPING: 18, OUTAGE: 18, DOWN: 24 };
/** The worst first, as it is told. */
const ORDER = ['DOWN', 'OUTAGE', 'FLAPPING', 'UNREACHABLE', 'INTERFACE_DOWN', 'UNKNOWN'];

/**
 * A strip.
 *
 * @param segments what is not up: `state`, `from`, `to`
 */
export function strip(segments, from, to) {
  const start = Date.parse(from);
  const scale = WIDTH / (Date.parse(to) - start);
  const x = (time) => (Date.parse(time) - start) * scale;
  return svg(
    'svg.strip',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': describe(segments) },
    bar('UP', 0, WIDTH),
    segments.map((segment) => {
      const width = Math.max(x(segment.to) - x(segment.from), LEAST);
      const left = Math.min(x(segment.from), WIDTH - width);
      return [
        svg('rect.gap', { x: left, y: 0, width, height: HEIGHT }),
        bar(segment.state, left, width, svg('title', {}, `${tName('strip', segment.state)}: ${absolute(segment.from)} – ${absolute(segment.to)}`)),
      ];
    }),
  );
}

function bar(state, x, width, title = null) {
  const height = HEIGHTS[state] ?? HEIGHTS.UNKNOWN;
  return svg('rect', { 'data-state': state, x, y: HEIGHT - height, width, height }, title);
}

/** The same in words: how long of what. */
export function describe(segments) {
  const seconds = new Map();
  segments.forEach(({ state, from, to }) => seconds.set(state, (seconds.get(state) ?? 0) + (Date.parse(to) - Date.parse(from)) / 1000));
  const states = [...seconds.keys()].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
  return states.length === 0
    ? t('strip.allUp')
    : states.map((state) => t('strip.part', { state: tName('strip', state), duration: duration(seconds.get(state)) })).join(', ');
}

/** One of each, with its word. */
export function legend() {
  return ['UP', ...ORDER].map((state) => [
    svg('svg.strip', { viewBox: `0 0 24 ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bar(state, 0, 24)),
    tName('strip', state),
  ]);
}
