// The page's words, from lang/*.json. English stands in where a language lacks one.

/** Each has a file in lang/. */
const LANGUAGES = ['en', 'de'];
const CHOICE = 'tunnelwatch.language';

let language = 'en';
let words = {};
let english = {};
let plurals = new Intl.PluralRules('en');

/** The languages that there are. */
export const languages = LANGUAGES;

/** The one that is spoken, for `Intl`. */
export function locale() {
  const regional = navigator.languages.find((one) => one.split('-')[0] === language);
  return regional ?? language;
}

/** Its short name. */
export function currentLanguage() {
  return language;
}

/** Loads the words of the language that was chosen, else of the first that the browser asks for. */
export async function loadLanguage() {
  const wanted = [localStorage.getItem(CHOICE), ...navigator.languages.map((one) => one.split('-')[0])];
  language = wanted.find((one) => LANGUAGES.includes(one)) ?? 'en';
  [english, words] = await Promise.all([read('en'), read(language)]);
  plurals = new Intl.PluralRules(language);
  document.documentElement.lang = language;
}

/** Remembers a choice; the page is to be loaded anew. */
export function chooseLanguage(chosen) {
  localStorage.setItem(CHOICE, chosen);
}

async function read(name) {
  const response = await fetch(new URL(`lang/${name}.json`, import.meta.url));
  return response.json();
}

/** The words of a key, with values in place of `{name}`; a `count` chooses between `KEY.one` and `KEY.other`. */
export function t(key, values = {}) {
  return pattern(key, values).replace(/\{(\w+)\}/g, (all, name) => text(values[name], all));
}

/** The same as a list of texts and nodes, for values that are nodes. */
export function tNodes(key, values = {}) {
  return pattern(key, values)
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      return name === undefined || values[name] === undefined ? part : node(values[name]);
    });
}

/** The words of a name of the API, which may be newer than this page: then the name itself. */
export function tName(group, name) {
  const key = `${group}.${name}`;
  return words[key] ?? english[key] ?? String(name).toLowerCase().replaceAll('_', ' ');
}

function pattern(key, values) {
  const chosen = values.count === undefined ? key : `${key}.${plurals.select(values.count)}`;
  return words[chosen] ?? english[chosen] ?? english[`${key}.other`] ?? key;
}

function text(value, otherwise) {
  return value === undefined ? otherwise : typeof value === 'number' ? number(value) : String(value);
}

function node(value) {
  return value instanceof Node ? value : text(value);
}

/** A number as people write it. */
export function number(value, options = {}) {
  return new Intl.NumberFormat(locale(), options).format(value);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** A number of bytes. */
export function bytes(value) {
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), BYTE_UNITS.length - 1);
  return number(value / 1000 ** power, {
    style: 'unit',
    unit: BYTE_UNITS[power],
    unitDisplay: 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  });
}
