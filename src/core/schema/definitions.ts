import { map, type Written, writeSchema } from './write-schema.ts';

/** A class, an interface, an enum: a schema with a name, and the names that it refers to. */
export interface Definition {
  name: string;
  schema: Map<string, Written>;
}

export function referenceTo(name: string): Map<string, Written> {
  return map(['$ref', `#/$defs/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`]);
}

/**
 * One schema of several definitions: the root is the last that no other refers to, what it needs stands in `$defs`. A
 * root that is needed by what it needs is there as well.
 */
export function assembled(definitions: readonly Definition[]): string {
  const named = new Map(definitions.map((one) => [one.name, one]));
  const used = new Map(definitions.map(({ name, schema }) => [name, referencesIn(schema)]));
  const isNeeded = (name: string): boolean =>
    [...used].some(([other, names]) => other !== name && names.has(name));
  const root = definitions.findLast(({ name }) => !isNeeded(name)) ?? definitions.at(-1);
  if (root === undefined) return writeSchema(map());
  const reached = new Set<string>();
  const waiting = [...(used.get(root.name) ?? [])];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    waiting.push(...(used.get(name) ?? []));
  }
  const defs = definitions.filter(({ name }) => reached.has(name));
  const schema = new Map<string, Written>([['title', root.name], ...root.schema]);
  if (defs.length > 0) {
    schema.set('$defs', new Map(defs.map((one) => [one.name, named.get(one.name)?.schema ?? one.schema])));
  }
  return writeSchema(schema);
}

function referencesIn(value: Written, found = new Set<string>()): Set<string> {
  if (value instanceof Map) {
    for (const [key, one] of value) {
      if (key === '$ref' && typeof one === 'string') found.add(one.slice('#/$defs/'.length));
      else referencesIn(one, found);
    }
  } else if (Array.isArray(value)) for (const item of value as readonly Written[]) referencesIn(item, found);
  return found;
}

/** Either of several schemas; types that say nothing but their name stand in one list, constants in one enum. */
export function anyOf(branches: readonly Map<string, Written>[]): Map<string, Written> {
  const [only] = branches;
  if (only !== undefined && branches.length === 1) return only;
  const constants = branches.map((branch) => (branch.size === 1 ? branch.get('const') : undefined));
  if (constants.every((constant) => constant !== undefined)) return map(['enum', constants]);
  const types = branches.map((branch) => (branch.size === 1 ? branch.get('type') : undefined));
  if (types.every((type) => typeof type === 'string')) return map(['type', [...new Set(types)]]);
  return map(['anyOf', branches]);
}
