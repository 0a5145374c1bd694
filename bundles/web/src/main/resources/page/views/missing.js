// An address that leads nowhere.

import { el, fill } from '../dom.js';
import { t } from '../i18n.js';
import { href } from '../router.js';

export function showMissing({ main, title }) {
  title(t('missing.title'));
  fill(main, el('h1', {}, t('missing.title')), el('p', {}, t('missing.text')), el('p', {}, el('a', { href: href('') }, t('nav.open'))));
}
