// The login.

import { logIn } from '../api.js';
import { el, fill, setText } from '../dom.js';
import { field } from '../dialog.js';
import { t } from '../i18n.js';
import { languageChoice } from '../language-choice.js';

/** Shows it; calls `done` once somebody is in. */
export function showLogin(root, done) {
  const problem = el('p.problem', { role: 'alert' });
  const send = el('button.primary', { type: 'submit' }, t('login.submit'));
  const form = el(
    'form.login',
    {},
    el('h1', {}, 'Tunnelwatch'),
    el('p.quiet', {}, t('login.hint')),
    field('user', t('login.user'), { type: 'text', autocomplete: 'username', required: true, autocapitalize: 'none', spellcheck: 'false' }),
    field('password', t('login.password'), { type: 'password', autocomplete: 'current-password', required: true }),
    problem,
    send,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    setText(problem, '');
    try {
      await logIn(form.elements.user.value, form.elements.password.value);
      done();
    } catch (e) {
      setText(problem, reason(e));
      form.elements.password.select();
    } finally {
      send.disabled = false;
    }
  });
  fill(root, el('main.alone', {}, form, el('div.tools', {}, languageChoice())));
  form.elements.user.focus();
}

function reason(error) {
  switch (error.status) {
    case 0:
      return t('error.noAnswer');
    case 403:
      return t('login.refused');
    case 429:
      return t('login.tooMany');
    default:
      return t('error.refused', { reason: error.message });
  }
}
