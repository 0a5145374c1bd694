// Questions: a modal dialog with a form. The browser keeps the focus in it, closes it by Escape, and gives the focus back.

import { trouble } from './announce.js';
import { el, setText } from './dom.js';
import { t } from './i18n.js';

/** A labelled input for a form. */
export function field(name, label, attributes) {
  return el('label.field', {}, el('span', {}, label), el('input', { name, autocomplete: 'off', ...attributes }));
}

/** A labelled choice. @param options pairs of value and text */
export function select(name, label, options, chosen) {
  return el(
    'label.field',
    {},
    el('span', {}, label),
    el('select', { name }, options.map(([value, text]) => el('option', { value, selected: value === chosen }, text))),
  );
}

/** Asks; `run` gets what was typed, and its error is shown in the dialog, which then stays. */
export function ask({ title, text, fields, submit, run }) {
  const problem = el('p.problem', { role: 'alert' });
  const send = el('button.primary', { type: 'submit' }, submit);
  const form = el(
    'form',
    { method: 'dialog' },
    el('h2', { id: 'dialog-title' }, title),
    el('p', {}, text),
    fields,
    problem,
    el('div.buttons', {}, el('button', { type: 'button', on: { click: () => dialog.close() } }, t('action.cancel')), send),
  );
  const dialog = el('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    setText(problem, '');
    try {
      await run(Object.fromEntries(new FormData(form)));
      dialog.close();
    } catch (e) {
      setText(problem, trouble(e));
    } finally {
      send.disabled = false;
    }
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
