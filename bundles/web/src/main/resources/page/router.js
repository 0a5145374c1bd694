// Which view an address shows, and how the address changes without a new page.

import { pagePath } from './api.js';

/** The path below the page, without a slash before it: '' for the open alerts. */
export function currentPath() {
  return decodeURIComponent(location.pathname.slice(pagePath.length));
}

/** The parameters of the address. */
export function parameters() {
  return new URLSearchParams(location.search);
}

/** The address of a view; what is empty is left out. */
export function href(path, values = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    [value].flat().filter((one) => one !== undefined && one !== null && one !== '').forEach((one) => query.append(name, one));
  }
  const text = query.toString();
  return pagePath + path + (text === '' ? '' : `?${text}`);
}

/** Goes to an address of the page. */
export function go(target) {
  history.pushState(null, '', target);
  dispatchEvent(new Event('tunnelwatch:route'));
}

/** Changes the address of what is shown, without showing anything else. */
export function replace(target) {
  history.replaceState(null, '', target);
}

/** Calls it whenever another view is wanted. Links of the page are followed without loading it anew. */
export function onRoute(show) {
  addEventListener('popstate', show);
  addEventListener('tunnelwatch:route', show);
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link && plain && !link.target && !link.hasAttribute('download') && isOurs(link)) {
      event.preventDefault();
      go(link.getAttribute('href'));
    }
  });
}

function isOurs(link) {
  const rest = link.pathname.slice(pagePath.length);
  return link.origin === location.origin && link.pathname.startsWith(pagePath) && !/^(api|assets)\//.test(rest) && !link.hash;
}
