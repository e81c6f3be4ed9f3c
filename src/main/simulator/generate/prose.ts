import { between, pick, type Random } from './random.ts';
import * as words from './words.ts';

type Maker = (random: Random) => string;

const fullName: Maker = (random) => `${pick(random, words.FIRST_NAMES)} ${pick(random, words.LAST_NAMES)}`;
const from =
  (list: readonly [string, ...string[]]): Maker =>
  (random) =>
    pick(random, list);

/** By the last word of the property's name, the first that matches. */
const BY_NAME: readonly (readonly [RegExp, Maker])[] = [
  [/^(first|given)_?name$/, from(words.FIRST_NAMES)],
  [/^(last|family)_?name$|^surname$/, from(words.LAST_NAMES)],
  [/e?mail$/, (random) => `${pick(random, words.FIRST_NAMES).toLowerCase()}@${pick(random, words.DOMAINS)}`],
  [
    /(user_?name|handle|twitter|login)$/,
    (random) => `@${pick(random, words.FIRST_NAMES)}${between(random, 10, 99)}`,
  ],
  [/(company|organi[sz]ation|employer|vendor|brand)(_?name)?$/, from(words.COMPANIES)],
  [/(product|item)(_?name)?$/, from(words.PRODUCTS)],
  [/(city|town|place|location)$/, from(words.CITIES)],
  [/country$/, from(words.COUNTRIES)],
  [/(street|address)$/, (random) => `${between(random, 1, 120)} ${pick(random, words.STREETS)}`],
  [/(zip|postcode|postal_?code)$/, (random) => String(between(random, 10_000, 99_999))],
  [/phone$|telephone$|mobile$/, (random) => `+1 555 01${between(random, 10, 99)}`],
  [/(job|role|occupation|position)(_?title)?$/, from(words.JOBS)],
  [/colou?r$/, from(words.COLOURS)],
  [/currency$/, from(words.CURRENCIES)],
  [/languages?$/, from(words.LANGUAGES)],
  [
    /(url|link|website|homepage|href)$/,
    (random) => `https://${pick(random, words.DOMAINS)}/${pick(random, words.NOUNS)}`,
  ],
  [
    /(date|day|deadline|birthday)$/,
    (random) => `2026-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`,
  ],
  [/time$/, (random) => `${two(between(random, 7, 19))}:${two(between(random, 0, 11) * 5)}`],
  [
    /(_|^)(id|key|code|ref|reference|number|sku|signature)$/,
    (random) => `${pick(random, words.NOUNS).slice(0, 3).toUpperCase()}-${between(random, 1000, 9999)}`,
  ],
  [/(title|headline|subject|topic|heading)$/, from(words.TITLES)],
  [/(author|customer|person|user|owner|speaker|contact|assignee|name)$/, fullName],
  [/(steps?|points?|tasks?|actions?|todos?|bullets?|items?|goals?)$/, from(words.POINTS)],
  [/(tags?|categor(y|ies)|labels?|keywords?|topics|kind|type|status|group|word)$/, from(words.NOUNS)],
];

/** Properties that hold running text: several sentences unless the schema bounds them. */
const LONG =
  /(reply|message|body|content|text|summary|description|reason(ing)?|explanation|notes?|comment|bio|answer|abstract|rationale|details?|story|essay|paragraph|review|analysis)$/;

/**
 * Believable text for a property, between two lengths in characters. Short fields get a word or a name, fields of
 * running text several sentences; a text that does not fit is cut at a word, or continued.
 */
export function proseFor(property: string, random: Random, minLength: number, maxLength: number): string {
  const name = property.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const found = LONG.test(name) ? undefined : BY_NAME.find(([pattern]) => pattern.test(name));
  if (found !== undefined) {
    const text = found[1](random);
    if (text.length >= minLength && text.length <= maxLength) return text;
  }
  // A bound is rarely reached by a model; about two thirds of it reads natural.
  const wanted = LONG.test(name) ? between(random, 140, 320) : between(random, 20, 60);
  const length = Math.max(minLength, Math.min(wanted, Math.ceil(maxLength * (0.55 + 0.35 * random()))));
  return fitted(sentences(random, length), minLength, maxLength, length);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function sentences(random: Random, length: number): string {
  const start = between(random, 0, words.SENTENCES.length - 1);
  // A step that is coprime with the sixteen sentences visits all before it repeats one.
  const step = between(random, 0, 7) * 2 + 1;
  let text = words.SENTENCES[start] ?? '';
  for (let i = 1; text.length < length; i++)
    text += ` ${words.SENTENCES[(start + i * step) % words.SENTENCES.length] ?? ''}`;
  return text;
}

/** Cut at the last sentence or word that fits, and never below the least length. */
function fitted(text: string, minLength: number, maxLength: number, wanted: number): string {
  const limit = Math.max(minLength, Math.min(maxLength, wanted));
  if (text.length <= limit) return text;
  const sentence = text.lastIndexOf('. ', limit - 1) + 1;
  if (sentence > 0 && sentence >= minLength) return text.slice(0, sentence);
  const word = text.lastIndexOf(' ', limit);
  const cut = text.slice(0, word > 0 && word >= minLength ? word : limit);
  const whole = cut.replace(DANGLING, '');
  return whole.length >= Math.max(1, minLength) ? whole : cut;
}

/** Words that a phrase does not end with. */
const DANGLING =
  /(?: (?:the|a|an|and|or|as|is|are|be|in|on|of|at|to|it|with|that|how|who|by|from|every|two|they|we|so|what|than))+$/i;
