// Elements. Text from outside is only ever a text node or an attribute: nothing here reads HTML.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element.
 *
 * @param {string} name of it, with classes behind dots: `td.when`
 * @param {object} attributes by name; `on` holds listeners; false, null and undefined leave one out
 * @param children nodes, texts, or arrays of them; null leaves one out
 */
export function el(name, attributes = {}, ...children) {
  return build(document.createElement(tag(name)), name, attributes, children);
}

/** The same of SVG. */
export function svg(name, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tag(name)), name, attributes, children);
}

function tag(name) {
  return name.split('.', 1)[0];
}

function build(node, name, attributes, children) {
  const classes = name.split('.').slice(1);
  if (classes.length > 0) {
    node.setAttribute('class', classes.join(' '));
  }
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'on') {
      Object.entries(value).forEach(([event, listener]) => node.addEventListener(event, listener));
    } else if (key === 'value' || key === 'checked' || key === 'selected') {
      node[key] = value;
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Puts these children in place of those that are there. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Sets a text, if it is another one: an unchanged page is not touched. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/**
 * Brings the children of a node in line with a list: those of equal keys stay, with their focus. An item that is the
 * same object as before is not drawn again.
 */
export function reconcile(parent, items, keyOf, create, update = () => {}) {
  const before = parent.nodesByKey ?? new Map();
  const after = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const node = before.get(key) ?? create(item);
    before.delete(key);
    if (node.item !== item) {
      node.item = item;
      update(node, item);
    }
    after.set(key, node);
  }
  before.forEach((node) => node.remove());
  let place = parent.firstChild;
  for (const node of after.values()) {
    if (node === place) {
      place = place.nextSibling;
    } else {
      parent.insertBefore(node, place);
    }
  }
  parent.nodesByKey = after;
}

let frame = 0;
const waiting = new Set();

/** Draws at the next frame, once, however often it is asked for; a page that nobody sees is drawn once a second. */
export function atNextFrame(draw) {
  waiting.add(draw);
  if (frame === 0) {
    frame = document.hidden ? setTimeout(drawAll, 1000) : requestAnimationFrame(drawAll);
  }
}

document.addEventListener('visibilitychange', () => {
  if (frame !== 0) {
    // asked for under the other rule
    cancelAnimationFrame(frame);
    clearTimeout(frame);
    frame = 0;
    drawAll();
  }
});

function drawAll() {
  frame = 0;
  const draws = [...waiting];
  waiting.clear();
  draws.forEach((draw) => draw());
}
