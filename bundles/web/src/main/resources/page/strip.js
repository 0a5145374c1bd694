// What a peer did in the last 24 hours, as a strip: the worse, the higher, so that it reads without its colours.

import { svg } from './dom.js';
import { t, tName } from './i18n.js';
import { absolute, duration } from './time.js';

const WIDTH = 1000;
const HEIGHT = 24;
/** What lasts for less is still seen. */
const LEAST = 3;
const HEIGHTS = { UP: 6, UNKNOWN: 10, FLAPPING: 17, OUTAGE: 21, DOWN: 24 };
const ORDER = ['DOWN', 'OUTAGE', 'FLAPPING', 'UNKNOWN'];

/**
 * A strip.
 *
 * @param segments what is not up: `state`, `from`, `to`
 */
export function strip(segments, from, to) {
  const start = Date.parse(from);
  const scale = WIDTH / (Date.parse(to) - start);
  const x = (time) => (Date.parse(time) - start) * scale;
  const bars = segments.map((segment) => {
    const width = Math.max(x(segment.to) - x(segment.from), LEAST);
    const left = Math.min(x(segment.from), WIDTH - width);
    return [
      svg('rect.gap', { x: left, y: 0, width, height: HEIGHT, fill: 'var(--surface)' }),
      svg(
        `rect.${segment.state.toLowerCase()}`,
        { x: left, y: HEIGHT - height(segment.state), width, height: height(segment.state) },
        svg('title', {}, `${tName('strip', segment.state)}: ${absolute(segment.from)} – ${absolute(segment.to)}`),
      ),
    ];
  });
  return svg(
    'svg.strip',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': describe(segments) },
    svg('rect.up', { x: 0, y: HEIGHT - HEIGHTS.UP, width: WIDTH, height: HEIGHTS.UP }),
    bars,
  );
}

function height(state) {
  return HEIGHTS[state] ?? HEIGHTS.UNKNOWN;
}

/** The same in words: how long of what. */
export function describe(segments) {
  const seconds = new Map();
  segments.forEach(({ state, from, to }) => seconds.set(state, (seconds.get(state) ?? 0) + (Date.parse(to) - Date.parse(from)) / 1000));
  const parts = ORDER.filter((state) => seconds.has(state)).map((state) =>
    t('strip.part', { state: tName('strip', state), duration: duration(seconds.get(state)) }));
  return parts.length === 0 ? t('strip.allUp') : parts.join(', ');
}

/** One of each, with its word. */
export function legend() {
  return ['UP', ...ORDER].map((state) => [
    svg(
      'svg.strip',
      { viewBox: `0 0 24 ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg(`rect.${state.toLowerCase()}`, { x: 0, y: HEIGHT - height(state), width: 24, height: height(state) }),
    ),
    tName('strip', state),
  ]);
}
