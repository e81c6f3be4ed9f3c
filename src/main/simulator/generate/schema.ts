import { type Json, type JsonObject, Numeral } from './json.ts';

export type JsonSchema = JsonObject;
export type Schema = JsonSchema | boolean;

/** The schema document of one request; references are resolved in it and nowhere else. */
export interface SchemaDocument {
  root: Schema;
  /** Undefined for a reference that leaves the document or points nowhere. */
  resolve: (reference: string) => Schema | undefined;
}

export function schemaDocument(root: Schema): SchemaDocument {
  const known = new Map<string, Schema | undefined>();
  return {
    root,
    resolve(reference: string) {
      if (!known.has(reference)) known.set(reference, find(root, reference));
      return known.get(reference);
    },
  };
}

function find(root: Schema, reference: string): Schema | undefined {
  const id = root instanceof Map ? text(root, '$id') : undefined;
  const local = id !== undefined && reference.startsWith(id) ? reference.slice(id.length) || '#' : reference;
  if (!local.startsWith('#')) return undefined;
  let fragment: string;
  try {
    fragment = decodeURIComponent(local.slice(1));
  } catch {
    return undefined;
  }
  if (fragment !== '' && !fragment.startsWith('/')) return anchored(root, fragment);
  let node: Json | undefined = root;
  for (const token of fragment.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(node)) node = node[Number(name)];
    else node = node instanceof Map ? node.get(name) : undefined;
  }
  return asSchema(node);
}

function anchored(json: Json, name: string): Schema | undefined {
  if (json instanceof Map && json.get('$anchor') === name) return json;
  const inside = json instanceof Map ? [...json.values()] : Array.isArray(json) ? json : [];
  for (const value of inside) {
    const found = anchored(value, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function asSchema(json: Json | undefined): Schema | undefined {
  return json instanceof Map || typeof json === 'boolean' ? json : undefined;
}

export function text(schema: JsonObject, keyword: string): string | undefined {
  const value = schema.get(keyword);
  return typeof value === 'string' ? value : undefined;
}

export function number(schema: JsonObject, keyword: string): number | undefined {
  return toNumber(schema.get(keyword));
}

export function toNumber(json: Json | undefined): number | undefined {
  if (json instanceof Numeral) return Number(json.text);
  return typeof json === 'number' ? json : undefined;
}

export function texts(schema: JsonObject, keyword: string): string[] {
  const value = schema.get(keyword);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The schemas of a list keyword such as `allOf`. */
export function schemas(schema: JsonObject, keyword: string): Schema[] {
  const value = schema.get(keyword);
  return Array.isArray(value) ? value.flatMap((item) => asSchema(item) ?? []) : [];
}

/** The schemas of a map keyword such as `properties`, as written. */
export function schemaMap(schema: JsonObject, keyword: string): [string, Schema][] {
  const value = schema.get(keyword);
  if (!(value instanceof Map)) return [];
  return [...value].flatMap(([name, member]): [string, Schema][] => {
    const found = asSchema(member);
    return found === undefined ? [] : [[name, found]];
  });
}

/** Positions of a tuple and what follows them, in the 2020-12 spelling or the older one. */
export function itemSchemas(schema: JsonObject): { prefix: Schema[]; rest: Schema | undefined } {
  if (Array.isArray(schema.get('items'))) {
    return { prefix: schemas(schema, 'items'), rest: asSchema(schema.get('additionalItems')) };
  }
  return { prefix: schemas(schema, 'prefixItems'), rest: asSchema(schema.get('items')) };
}

export function typesOf(schema: JsonObject): string[] | undefined {
  const type = schema.get('type');
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.filter((name) => typeof name === 'string') : undefined;
}
