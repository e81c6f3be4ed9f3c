import { elementSources } from '../capture/element-sources.ts';
import { type Converted, map, objectSchema, type Written, writeSchema } from './write-schema.ts';

/** What the values at a place have been, gathered over the items of arrays. */
interface Seen {
  types: Set<string>;
  /** How often it was an object, and how often each key was in it, in order of arrival. */
  objects: number;
  keys: Map<string, { seen: Seen; count: number }>;
  items: Seen | null;
}

/**
 * A schema that an example fits, keys in the order of its text. A number is an integer where it is spelled as one; items
 * of an array share one schema, and a key that only some of them have is not required.
 */
export function inferSchema(exampleText: string): Converted {
  try {
    JSON.parse(exampleText);
  } catch (error) {
    return {
      ok: false,
      problems: [{ message: `not JSON: ${reasonOf(error)}`, line: lineOf(exampleText, error) }],
    };
  }
  const seen = nothing();
  look(exampleText.trim(), seen);
  return { ok: true, schema: writeSchema(schemaOf(seen)) };
}

function nothing(): Seen {
  return { types: new Set(), objects: 0, keys: new Map(), items: null };
}

function look(source: string, seen: Seen): void {
  const type = typeOf(source);
  seen.types.add(type);
  if (type === 'object') {
    seen.objects += 1;
    for (const [key, value] of elementSources(source)) {
      const known = seen.keys.get(key) ?? { seen: nothing(), count: 0 };
      known.count += 1;
      seen.keys.set(key, known);
      look(value, known.seen);
    }
  } else if (type === 'array') {
    seen.items ??= nothing();
    for (const item of elementSources(source).values()) look(item, seen.items);
  }
}

function schemaOf(seen: Seen): Map<string, Written> {
  const types = [...seen.types].filter((type) => !(type === 'integer' && seen.types.has('number')));
  const branches = types.map((type) => branchOf(type, seen));
  const [only] = branches;
  if (only === undefined) return map();
  if (branches.length === 1) return only;
  // One type and null, both plain: the usual way to say that something may be missing.
  const isPlain = branches.every((branch) => branch.size === 1);
  return isPlain ? map(['type', types]) : map(['anyOf', branches]);
}

function branchOf(type: string, seen: Seen): Map<string, Written> {
  if (type === 'array') {
    const { items } = seen;
    return map(
      ['type', type],
      ['items', items === null || items.types.size === 0 ? undefined : schemaOf(items)],
    );
  }
  if (type !== 'object') return map(['type', type]);
  const properties = new Map<string, Written>();
  for (const [key, known] of seen.keys) properties.set(key, schemaOf(known.seen));
  const required = [...seen.keys].filter(([, { count }]) => count === seen.objects).map(([key]) => key);
  return objectSchema(properties, required);
}

function typeOf(source: string): string {
  switch (source.charAt(0)) {
    case '{':
      return 'object';
    case '[':
      return 'array';
    case '"':
      return 'string';
    case 't':
    case 'f':
      return 'boolean';
    case 'n':
      return 'null';
    default:
      return /^-?\d+$/.test(source) ? 'integer' : 'number';
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** V8 says where in its message. */
function lineOf(text: string, error: unknown): number {
  const position = /position (\d+)/.exec(reasonOf(error))?.[1];
  return position === undefined ? 1 : text.slice(0, Number(position)).split('\n').length;
}
