import { escapeToken } from '../patch/pointer.ts';
import { resolveReference } from './reference.ts';
import {
  membersOf,
  remarkAt,
  remarkOn,
  type SchemaRemark,
  type Subschema,
  subschemasOf,
} from './subschemas.ts';
import { type Member, memberOf, type SchemaNode, type SchemaTree, stringOf, stringsOf } from './tree.ts';

/**
 * What servers that generate by a schema commonly refuse or pass over, whatever the protocol. They turn the schema into
 * a grammar (llguidance, XGrammar, Outlines, llama.cpp's GBNF); what a grammar cannot say is refused by the honest ones
 * and ignored by the others, and then the document may break it.
 */
export function serverWarnings(tree: SchemaTree): SchemaRemark[] {
  const remarks: SchemaRemark[] = repeatedNames(tree.root, '');
  for (const at of subschemasOf(tree)) {
    for (const member of membersOf(at.schema)) {
      const message = aboutKeyword(tree, member);
      if (message !== null) remarks.push(remarkAt(at, member, message));
    }
    remarks.push(...aboutSchema(at));
  }
  return remarks.toSorted((a, b) => a.offset - b.offset);
}

/** Names that one object has twice, wherever it stands: RFC 8259 §4 leaves open which counts. */
function repeatedNames(node: SchemaNode, pointer: string): SchemaRemark[] {
  if (node.type === 'array')
    return node.items.flatMap((item, index) => repeatedNames(item, `${pointer}/${index}`));
  if (node.type !== 'object') return [];
  const last = new Map(node.members.map((member) => [member.key, member]));
  return node.members.flatMap((member) => {
    const { key, value, offset, length } = member;
    const place = `${pointer}/${escapeToken(key)}`;
    const inside = repeatedNames(value, place);
    if (last.get(key) === member) return inside;
    const message = `${JSON.stringify(key)} stands here twice: readers take the last, and drop this one`;
    return [{ message, pointer: place, offset, length }, ...inside];
  });
}

const KEYWORDS: { [keyword: string]: string } = {
  not: 'not is refused or ignored nearly everywhere: say what is allowed',
  if: 'if/then/else is refused or ignored by most servers: use anyOf with a const in each branch',
  dependentRequired: 'dependentRequired is refused or ignored by most servers',
  dependentSchemas: 'dependentSchemas is refused or ignored by most servers',
  patternProperties: 'patternProperties is refused by many servers: use an array of {key, value}',
  propertyNames: 'propertyNames is refused or ignored by most servers',
  unevaluatedProperties:
    'unevaluatedProperties is refused or ignored by most servers: use additionalProperties',
  unevaluatedItems: 'unevaluatedItems is refused or ignored by most servers',
  contains: 'contains is ignored while generating, so the document may break it',
  uniqueItems: 'uniqueItems is ignored while generating, so items may repeat',
  minProperties: 'minProperties is ignored by most servers',
  maxProperties: 'maxProperties is ignored by most servers',
  oneOf: 'oneOf is treated as anyOf: a grammar cannot exclude a second match',
  multipleOf: 'multipleOf is ignored by most servers',
};

function aboutKeyword(tree: SchemaTree, { key, value }: Member): string | null {
  if (Object.hasOwn(KEYWORDS, key)) return KEYWORDS[key] ?? null;
  switch (key) {
    case '$ref': {
      const reference = stringOf(value) ?? '';
      if (resolveReference(tree, reference) !== undefined) return null;
      if (reference.startsWith('#')) return `nothing stands at ${reference}: the schema will be refused`;
      return 'servers fetch no other documents: put the definition under $defs';
    }
    case 'pattern': {
      const pattern = stringOf(value) ?? '';
      if (/\(\?[=!<]|\\[1-9bB]|\\k</.test(pattern)) {
        return 'a pattern with look-around, a word boundary or a back-reference is refused: a grammar has none';
      }
      return pattern.startsWith('^') && pattern.endsWith('$')
        ? null
        : 'a pattern without ^ and $ may be taken for the whole string';
    }
    case 'enum':
      return value.type === 'array' && value.items.length === 0 ? 'an empty enum allows no value' : null;
    case 'allOf':
      return value.type === 'array' && value.items.length > 1
        ? 'allOf of several schemas is merged by some servers and refused by others: write them as one'
        : null;
    default:
      return null;
  }
}

function aboutSchema(at: Subschema): SchemaRemark[] {
  const { schema, pointer } = at;
  const remarks: SchemaRemark[] = [];
  const type = stringOf(memberOf(schema, 'type'));
  if (pointer === '' && type !== undefined && type !== 'object') {
    remarks.push(remarkOn(at, 'OpenAI and every server of tools take only an object at the root'));
  }
  const properties = memberOf(schema, 'properties');
  if (
    type === 'object' &&
    properties === undefined &&
    memberOf(schema, 'additionalProperties') === undefined
  ) {
    const isPlain = !['anyOf', 'oneOf', 'allOf', '$ref'].some((key) => memberOf(schema, key) !== undefined);
    if (isPlain)
      remarks.push(
        remarkOn(at, 'an object without properties: the model may write anything in it, or nothing'),
      );
  }
  const names = new Set(properties === undefined ? [] : membersOf(properties).map(({ key }) => key));
  const missing = stringsOf(memberOf(schema, 'required')).filter((name) => !names.has(name));
  const required = membersOf(schema).find(({ key }) => key === 'required');
  if (properties !== undefined && required !== undefined && missing.length > 0) {
    const quoted = missing.map((name) => JSON.stringify(name)).join(', ');
    remarks.push(remarkAt(at, required, `required names what is not declared: ${quoted}`));
  }
  return remarks;
}
