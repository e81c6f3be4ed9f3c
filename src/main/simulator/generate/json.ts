import { type Node, type ParseError, parseTree } from 'jsonc-parser';

/**
 * JSON that keeps the order of its text: an object of the language would move integer-like keys to the front and trip
 * over `__proto__`. Numbers whose spelling a double would change (`1.0`, `1e400`) are kept as written.
 */
export type Json = null | boolean | number | Numeral | string | Json[] | JsonObject;
export type JsonObject = Map<string, Json>;

export class Numeral {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The parser recurses; deeper than this a request is refused rather than the thread lost. */
const MAX_NESTING = 512;

export type ReadJson = { ok: true; json: Json } | { ok: false; message: string };

/** Reads strict JSON. Where a name is repeated the last value counts, at the first one's place. */
export function readJson(text: string): ReadJson {
  if (nesting(text) > MAX_NESTING) return { ok: false, message: `nested deeper than ${MAX_NESTING} levels` };
  try {
    JSON.parse(text);
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'not JSON' };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  if (root === undefined || errors.length > 0) return { ok: false, message: 'not JSON' };
  return { ok: true, json: jsonOf(root, text) };
}

function jsonOf(node: Node, text: string): Json {
  switch (node.type) {
    case 'object': {
      const object: JsonObject = new Map();
      for (const property of node.children ?? []) {
        const [key, value] = property.children ?? [];
        if (key !== undefined && value !== undefined) object.set(String(key.value), jsonOf(value, text));
      }
      return object;
    }
    case 'array':
      return (node.children ?? []).map((child) => jsonOf(child, text));
    case 'number': {
      const spelling = text.slice(node.offset, node.offset + node.length);
      const value = Number(spelling);
      return JSON.stringify(value) === spelling ? value : new Numeral(spelling);
    }
    case 'string':
      return String(node.value);
    case 'boolean':
      return node.value === true;
    case 'null':
    case 'property':
      break;
  }
  return null;
}

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (quoted) {
      if (char === 0x5c) i++;
      else if (char === 0x22) quoted = false;
    } else if (char === 0x22) quoted = true;
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
  }
  return deepest;
}

/** Compact JSON, members in the map's order. */
export function writeJson(json: Json): string {
  if (json instanceof Numeral) return json.text;
  if (Array.isArray(json)) return `[${json.map(writeJson).join(',')}]`;
  if (json instanceof Map) {
    return `{${[...json].map(([key, value]) => `${JSON.stringify(key)}:${writeJson(value)}`).join(',')}}`;
  }
  return JSON.stringify(json);
}

/** Equal values, and no others, have the same text: members sorted, numbers by value (`1.0` is 1). */
export function canonical(json: Json): string {
  if (json instanceof Numeral) return String(Number(json.text));
  if (typeof json === 'number') return String(json);
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`;
  if (json instanceof Map) {
    const members = [...json].map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`);
    return `{${members.sort().join(',')}}`;
  }
  return JSON.stringify(json);
}

/** A plain value of the language, such as a hand-written answer, as ordered JSON. */
export function fromPlain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, member]) => [key, fromPlain(member)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** RFC 6901 §3. */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A member of an object; undefined where there is no such member or no object. */
export function member(json: Json | undefined, name: string): Json | undefined {
  return json instanceof Map ? json.get(name) : undefined;
}
