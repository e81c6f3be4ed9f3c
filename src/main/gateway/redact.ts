import type { JsonValue } from '../../core/patch/operation.ts';

/** Takes one key out of everything that is kept or shown. */
export interface Redactor {
  text(text: string): string;
  bytes(bytes: Uint8Array): Uint8Array;
  /** Every string in a JSON value, keys of members included. */
  deep<T>(value: T): T;
}

const INSTEAD = '[redacted]';

/**
 * Shorter than this it is a placeholder for a server that wants none (`x`, `none`, `ollama`): taking it out would
 * spoil the data, and there is nothing to protect.
 */
const LEAST_LENGTH = 8;

/**
 * SECURITY: servers echo keys: in a 401's body, in a debug header, in a stream. The key is looked for as it is, as
 * JSON or a URL would write it, and behind JSON's `\u` escapes. One `includes` a text where there is none.
 */
export function redactor(key: string | null): Redactor {
  if (key === null || key.length < LEAST_LENGTH) {
    return { text: (text) => text, bytes: (bytes) => bytes, deep: (value) => value };
  }
  const spellings = [...new Set([key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key)])];

  function text(given: string): string {
    let out = given;
    for (const spelling of spellings) if (out.includes(spelling)) out = out.replaceAll(spelling, INSTEAD);
    if (!out.includes('\\')) return out;
    const plain = unescaped(out);
    return spellings.some((spelling) => plain.includes(spelling)) ? text(plain) : out;
  }
  return {
    text,
    bytes(bytes) {
      const given = Buffer.from(bytes).toString('latin1');
      const out = text(given);
      return out === given ? bytes : Buffer.from(out, 'latin1');
    },
    deep: <T>(value: T): T => deep(value as JsonValue, text) as T,
  };
}

/** Printable ASCII out of `\uXXXX` and `\/`; other escapes stay, so that most texts stay JSON. */
function unescaped(text: string): string {
  return text.replaceAll('\\/', '/').replace(/\\u00([2-7][0-9a-f])/gi, (escape, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return character === '"' || character === '\\' ? escape : character;
  });
}

function deep(value: JsonValue, text: (given: string) => string): JsonValue {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => deep(one, text));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [text(name), deep(one, text)]));
}
