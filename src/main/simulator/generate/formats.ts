import { between, pick, type Random } from './random.ts';
import { CITIES, DOMAINS, FIRST_NAMES, LAST_NAMES, NOUNS } from './words.ts';

interface Format {
  make(random: Random): string;
  test(text: string): boolean;
}

/** Formats of numbers; they bound the value and say nothing about its text. */
export const NUMBER_FORMATS = new Map([
  ['int32', { integer: true, limit: 2 ** 31 - 1 }],
  ['int64', { integer: true, limit: Number.MAX_SAFE_INTEGER }],
  ['float', { integer: false, limit: 3.4e38 }],
  ['double', { integer: false, limit: Number.MAX_VALUE }],
]);

const DATE = /^\d{4}-(\d\d)-(\d\d)$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`, 'i');
const EMAIL = new RegExp(`^[a-z0-9!#$%&'*+/=?^_\`{|}~.-]+@${LABEL}(?:\\.${LABEL})*$`, 'i');
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const URI = /^[a-z][a-z0-9+.-]*:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/i;
const REFERENCE = /^[a-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DURATION = /^P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/;
const POINTER = /^(?:\/(?:[^~/]|~0|~1)*)*$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const host: Format = { make: (random) => pick(random, DOMAINS), test: (text) => HOST.test(text) };
const email: Format = {
  make: (random) =>
    `${lower(pick(random, FIRST_NAMES))}.${lower(pick(random, LAST_NAMES))}@${pick(random, DOMAINS)}`,
  test: (text) => EMAIL.test(text),
};
const uri: Format = {
  make: (random) => `https://${pick(random, DOMAINS)}/${pick(random, NOUNS)}/${between(random, 100, 9999)}`,
  test: (text) => URI.test(text),
};
const reference: Format = {
  make: (random) => `/${pick(random, NOUNS)}/${between(random, 100, 9999)}`,
  test: (text) => REFERENCE.test(text),
};

export const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['date', { make: date, test: isDate }],
  ['time', { make: time, test: (text) => TIME.test(text) }],
  ['date-time', { make: (random) => `${date(random)}T${time(random)}`, test: isDateTime }],
  [
    'duration',
    {
      make: (random) => `PT${between(random, 1, 12)}H${between(random, 1, 59)}M`,
      test: (text) => DURATION.test(text),
    },
  ],
  ['email', email],
  ['idn-email', email],
  ['hostname', host],
  ['idn-hostname', host],
  ['ipv4', { make: (random) => `192.0.2.${between(random, 1, 254)}`, test: (text) => IPV4.test(text) }],
  [
    'ipv6',
    {
      make: (random) => `2001:db8::${hex(random, 4)}`,
      test: (text) => /^2001:db8::[0-9a-f]{1,4}$/i.test(text),
    },
  ],
  ['uri', uri],
  ['url', uri],
  ['iri', uri],
  ['uri-reference', reference],
  ['iri-reference', reference],
  [
    'uri-template',
    {
      make: (random) => `/${pick(random, NOUNS)}/{id}`,
      test: (text) => /^[^{}\s]*(?:\{\w+\}[^{}\s]*)*$/.test(text),
    },
  ],
  ['uuid', { make: uuid, test: (text) => UUID.test(text) }],
  [
    'json-pointer',
    {
      make: (random) => `/${pick(random, NOUNS)}/${between(random, 0, 9)}`,
      test: (text) => POINTER.test(text),
    },
  ],
  [
    'relative-json-pointer',
    {
      make: (random) => `1/${pick(random, NOUNS)}`,
      test: (text) => /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/.test(text),
    },
  ],
  ['regex', { make: (random) => `^${pick(random, NOUNS)}-[0-9]+$`, test: isRegex }],
  ['byte', { make: base64, test: (text) => BASE64.test(text) }],
  [
    'password',
    { make: (random) => `${pick(random, CITIES).replaceAll(' ', '-')}-${hex(random, 6)}`, test: () => true },
  ],
  ['binary', { make: (random) => hex(random, 16), test: () => true }],
]);

/** For `contentEncoding`, the only encoding honoured. */
export function base64(random: Random): string {
  return btoa(`${pick(random, NOUNS)} ${pick(random, NOUNS)}`);
}

function lower(name: string): string {
  return name.toLowerCase();
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function date(random: Random): string {
  // Up to the 28th, so that every month has the day.
  return `${between(random, 2024, 2027)}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`;
}

function time(random: Random): string {
  return `${two(between(random, 7, 19))}:${two(between(random, 0, 11) * 5)}:00Z`;
}

function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  // RFC 3339 §5.7: days by month, leap years included; the calendar of the language knows them.
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.getUTCDate() === Number(parts[2]);
}

function isDateTime(text: string): boolean {
  return text[10]?.toUpperCase() === 'T' && isDate(text.slice(0, 10)) && TIME.test(text.slice(11));
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function hex(random: Random, digits: number): string {
  // A first digit other than 0, so that shortened forms keep their length.
  const rest = Array.from({ length: digits - 1 }, () => between(random, 0, 15).toString(16)).join('');
  return between(random, 1, 15).toString(16) + rest;
}

function uuid(random: Random): string {
  const variant = pick(random, ['8', '9', 'a', 'b']);
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 12)}`;
}
