/** A JSON value whose objects keep their order, whatever their keys: integer-like ones would move in a plain object. */
export type Written =
  | null
  | boolean
  | number
  | string
  | readonly Written[]
  | ReadonlyMap<string, Written>
  /** JSON that is to stay as it was spelled. */
  | { readonly source: string };

/** What a conversion gives: a schema's text, or what is in the way, with the line (from 1) where it stands. */
export type Converted =
  | { ok: true; schema: string }
  | { ok: false; problems: { message: string; line: number }[] };

/** The text of a schema, laid out in two spaces; short lists of plain values on one line. */
export function writeSchema(value: Written, indent = ''): string {
  const deeper = `${indent}  `;
  if (value instanceof Map) {
    if (value.size === 0) return '{}';
    const members = [...value].map(
      ([key, one]) => `${deeper}${JSON.stringify(key)}: ${writeSchema(one, deeper)}`,
    );
    return `{\n${members.join(',\n')}\n${indent}}`;
  }
  if (Array.isArray(value)) {
    const items: readonly Written[] = value;
    if (items.every(isPlain)) return `[${items.map((item) => writeSchema(item)).join(', ')}]`;
    return `[\n${items.map((item) => deeper + writeSchema(item, deeper)).join(',\n')}\n${indent}]`;
  }
  if (typeof value === 'object' && value !== null && 'source' in value) return value.source;
  return JSON.stringify(value);
}

export function map(
  ...members: (readonly [name: string, value: Written | undefined])[]
): Map<string, Written> {
  const made = new Map<string, Written>();
  for (const [name, value] of members) if (value !== undefined) made.set(name, value);
  return made;
}

/** An object's schema: closed, and with all of `required` said, as structured outputs want it. */
export function objectSchema(
  properties: ReadonlyMap<string, Written>,
  required: readonly string[],
  more: ReadonlyMap<string, Written> = new Map(),
): Map<string, Written> {
  return new Map<string, Written>([
    ...more,
    ['type', 'object'],
    ['properties', properties],
    ...(required.length === 0 ? [] : [['required', required] as const]),
    ['additionalProperties', false],
  ]);
}

function isPlain(value: Written): boolean {
  return value === null || typeof value !== 'object' || 'source' in value;
}
