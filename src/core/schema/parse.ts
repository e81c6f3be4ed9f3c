import { type Node, type ParseError, parseTree } from 'jsonc-parser';

import type { Member, SchemaNode, SchemaTree } from './tree.ts';

/** What is wrong with a text, at a UTF-16 offset into it. */
interface TextProblem {
  message: string;
  offset: number;
}

export type ParsedSchema = { ok: true; schema: SchemaTree } | { ok: false; problems: TextProblem[] };

/** As deep as the rest of Landfall reads JSON; the parser below recurses, so it must not be given more. */
const MAX_NESTING = 512;

/**
 * Reads a schema as strict JSON (RFC 8259): comments, trailing commas and a byte order mark are problems, because the
 * text is sent to the model's gateway as it stands.
 */
export function parseSchema(text: string): ParsedSchema {
  if (text.trim() === '') return failed('the schema is empty', 0);
  if (text.startsWith('\uFEFF')) return failed('a byte order mark is not part of JSON: remove it', 0);
  const tooDeep = offsetOfNesting(text, MAX_NESTING);
  if (tooDeep !== null) return failed(`nested deeper than ${MAX_NESTING} levels`, tooDeep);

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const problems = problemsOf(text, errors);
  if (problems.length > 0) return { ok: false, problems };
  // The library is lenient by birth; whatever it may let pass is caught by the language's own strict reader.
  const refusal = refusalOfJson(text);
  if (root === undefined || refusal !== null) return failed(refusal ?? 'not JSON', 0);
  const node = nodeOf(root);
  if (node.type !== 'object' && node.type !== 'boolean') {
    return failed(`a JSON Schema is an object, this is ${article(node.type)}`, node.offset);
  }
  return { ok: true, schema: { text, root: node } };
}

function failed(message: string, offset: number): ParsedSchema {
  return { ok: false, problems: [{ message, offset }] };
}

function article(type: SchemaNode['type']): string {
  return type === 'array' ? 'an array' : type === 'null' ? 'null' : `a ${type}`;
}

/** One problem an offset: after the first, the parser's further complaints about a place only repeat it. */
function problemsOf(text: string, errors: readonly ParseError[]): TextProblem[] {
  const problems = new Map<number, TextProblem>();
  for (const { error, offset } of errors) {
    if (!problems.has(offset)) problems.set(offset, { message: messageOf(text, error, offset), offset });
  }
  return [...problems.values()];
}

function messageOf(text: string, code: number, offset: number): string {
  const before = text.slice(0, offset).trimEnd().at(-1);
  const at = text.slice(offset).trimStart().at(0);
  if (before === ',' && (at === '}' || at === ']')) return 'a trailing comma is not JSON: remove it';
  return MESSAGES[code] ?? 'not JSON';
}

/** By the parser's own error numbers (`ParseErrorCode`, a const enum, which isolated modules cannot import). */
const MESSAGES: { readonly [code: number]: string } = {
  1: 'not a JSON token',
  2: 'not a JSON number',
  3: 'a property name in double quotes is expected here',
  4: 'a value is expected here',
  5: 'a colon is expected here',
  6: 'a comma is expected here',
  7: 'a closing brace is expected here',
  8: 'a closing bracket is expected here',
  9: 'the end of the text is expected here',
  10: 'comments are not JSON: remove them',
  11: 'a comment that never ends; comments are not JSON',
  12: 'a string that never ends',
  13: 'not a JSON number',
  14: 'an escape \\u needs four hexadecimal digits',
  15: 'not an escape that JSON knows',
  16: 'a control character must be escaped in a string',
};

function refusalOfJson(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'not JSON';
  }
}

/** Where brackets outside strings first stand deeper than `limit`, without recursion. */
function offsetOfNesting(text: string, limit: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === '\\') i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') {
      if (++depth > limit) return i;
    } else if (char === '}' || char === ']') depth--;
  }
  return null;
}

function nodeOf(node: Node): SchemaNode {
  const { offset, length } = node;
  const value: unknown = node.value;
  const children = node.children ?? [];
  switch (node.type) {
    case 'object':
      return { type: 'object', offset, length, members: children.flatMap(membersOf) };
    case 'array':
      return { type: 'array', offset, length, items: children.map(nodeOf) };
    case 'string':
      return { type: 'string', offset, length, value: String(value) };
    case 'number':
      return { type: 'number', offset, length, value: Number(value) };
    case 'boolean':
      return { type: 'boolean', offset, length, value: value === true };
    case 'null':
    case 'property':
      break;
  }
  return { type: 'null', offset, length };
}

function membersOf(property: Node): Member[] {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return [];
  const { offset, length } = property;
  return [{ key: String(key.value), offset, length, value: nodeOf(value) }];
}
