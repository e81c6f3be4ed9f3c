import * as fc from 'fast-check';

/**
 * Texts of schemas as people write them: nested objects, arrays of objects, shared and nested definitions, unions,
 * `allOf`, long descriptions, names with escapes, indentation that nobody agreed on, and everything on one line.
 */
export const schemaText: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.infiniteStream(fc.nat()))
  .map(([depth, numbers]) => {
    const pick = (below: number): number => (numbers.next().value ?? 0) % below;
    return textOf(rootOf(depth, pick), styleOf(pick), pick);
  });

type Pick = (below: number) => number;
/** Objects as lists of members, so that the writer alone decides about text. */
type Value = string | Value[] | { members: [string, Value][] };

const NAMES = [
  'intent', 'urgency', 'reply', 'steps', 'confidence', 'signature', 'a/b', 'tilde~', 'quote"d', 'größe', '7', '10', '',
  'properties', 'required', 'items', 'customer', 'address', 'city', 'zip',
]; // prettier-ignore

function rootOf(depth: number, pick: Pick): Value {
  const root = objectOf(depth, pick);
  const members = typeof root === 'object' && 'members' in root ? root.members : [];
  const definitions = ['step', 'person'].map((name): [string, Value] => [name, objectOf(1, pick)]);
  return {
    members: [
      ['title', '"Ticket"'],
      ...members,
      [pick(2) === 0 ? '$defs' : 'definitions', { members: definitions }],
    ],
  };
}

function objectOf(depth: number, pick: Pick): Value {
  const names = new Set(Array.from({ length: 2 + pick(3) }, () => NAMES[pick(NAMES.length)] ?? 'x'));
  const properties = [...names].map((name): [string, Value] => [name, schemaOf(depth - 1, pick)]);
  const members: [string, Value][] = [
    ['type', '"object"'],
    ['properties', { members: properties }],
  ];
  if (pick(2) === 0) members.push(['required', [...names].map((name) => JSON.stringify(name))]);
  if (pick(3) === 0) members.push(['additionalProperties', 'false']);
  if (pick(4) === 0) members.unshift(['description', JSON.stringify('A long line. '.repeat(pick(12)))]);
  return { members };
}

function schemaOf(depth: number, pick: Pick): Value {
  if (depth > 0) {
    switch (pick(6)) {
      case 0:
        return objectOf(depth, pick);
      case 1:
        return { members: [['type', '"array"'], ['items', objectOf(depth, pick)], ['minItems', '1']] }; // prettier-ignore
      case 2:
        return {
          members: [[pick(2) === 0 ? 'anyOf' : 'oneOf', [objectOf(depth, pick), objectOf(depth, pick)]]],
        };
      case 3:
        return { members: [['allOf', [objectOf(depth, pick), reference(pick)]]] };
    }
  }
  switch (pick(5)) {
    case 0:
      return reference(pick);
    case 1:
      return { members: [['type', '"array"'], ['items', reference(pick)]] }; // prettier-ignore
    case 2:
      return { members: [['enum', ['"low"', '"high"', 'null', '1.0']]] };
    case 3:
      // What looks like a schema and is none.
      return { members: [['default', { members: [['properties', { members: [['q', '1'], ['p', '2']] }]] }]] }; // prettier-ignore
  }
  return { members: [['type', '"string"'], ['maxLength', '4e2']] }; // prettier-ignore
}

function reference(pick: Pick): Value {
  const name = pick(2) === 0 ? 'step' : 'person';
  return { members: [['$ref', JSON.stringify(`#/${pick(4) === 0 ? 'definitions' : '$defs'}/${name}`)]] };
}

interface Style {
  indent: string;
  newline: string;
  /** Some objects on one line, commas at odd places. */
  odd: boolean;
}

function styleOf(pick: Pick): Style {
  const indent = ['', '  ', '    ', '\t', ' '][pick(5)] ?? '';
  return { indent, newline: pick(4) === 0 ? '\r\n' : '\n', odd: pick(2) === 0 };
}

function textOf(value: Value, style: Style, pick: Pick, level = 0): string {
  if (typeof value === 'string') return value;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value)
    ? value.map((item) => textOf(item, style, pick, level + 1))
    : value.members.map(([name, inner]) => {
        const colon = style.odd ? [':', ' : ', ':  '][pick(3)] : ': ';
        return `${JSON.stringify(name)}${colon}${textOf(inner, style, pick, level + 1)}`;
      });
  if (parts.length === 0) return open + close;
  if (style.indent === '' || (style.odd && pick(3) === 0)) return `${open}${parts.join(',')}${close}`;
  const odd = style.odd ? style.indent.repeat(pick(3)) : '';
  const line = style.newline + style.indent.repeat(level + 1) + odd;
  const comma = style.odd && pick(3) === 0 ? `${line}, ` : `,${line}`;
  return `${open}${line}${parts.join(comma)}${style.newline}${style.indent.repeat(level)}${close}`;
}
