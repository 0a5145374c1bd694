// The choice of the language, each called by its own name.

import { el } from './dom.js';
import { chooseLanguage, currentLanguage, languages, t } from './i18n.js';

/** What is chosen holds for this browser, from now on. */
export function languageChoice() {
  const choice = el(
    'select',
    { 'aria-label': t('tool.language'), 'data-tool': 'language' },
    languages.map((one) => el('option', { value: one, lang: one, selected: one === currentLanguage() }, nameOf(one))),
  );
  choice.addEventListener('change', () => {
    chooseLanguage(choice.value);
    location.reload();
  });
  return choice;
}

function nameOf(language) {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language);
}
