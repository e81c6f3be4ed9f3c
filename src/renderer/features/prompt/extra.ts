import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

import { equalNumbers } from '../../../core/json/equal-numbers.ts';
import type { JsonValue } from '../../../core/patch/operation.ts';

export type ReadExtra =
  | { ok: true; value: { [member: string]: JsonValue } }
  | { ok: false; message: string; offset: number };

/** Members that Landfall sets itself, and that win over whatever is given here. */
const OURS = new Set(['model', 'messages', 'response_format', 'stream']);

/** Further members of the request body, from JSON text; empty is none. */
export function readExtra(text: string): ReadExtra {
  if (text.trim() === '') return { ok: true, value: {} };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined)
    return { ok: false, message: inWords(printParseErrorCode(error.error)), offset: error.offset };
  if (root?.type !== 'object')
    return { ok: false, message: 'an object is expected: {"member": value}', offset: 0 };
  const taken = root.children?.find(({ children }) => OURS.has(String(children?.[0]?.value)));
  if (taken !== undefined) {
    return {
      ok: false,
      message: `${String(taken.children?.[0]?.value)} is set by Landfall`,
      offset: taken.offset,
    };
  }
  const lost = lostNumber(root, text);
  if (lost !== null) return lost;
  return { ok: true, value: JSON.parse(text) as { [member: string]: JsonValue } };
}

/** The first number that this program cannot hold: it would be sent as another one. `1.0` is sent as `1`, its equal. */
function lostNumber(node: Node, text: string): Extract<ReadExtra, { ok: false }> | null {
  if (node.type === 'number') {
    const source = text.slice(node.offset, node.offset + node.length);
    const sent = JSON.stringify(Number(source));
    if (sent !== 'null' && equalNumbers(source, sent)) return null;
    return {
      ok: false,
      message: `${source} cannot be kept, it would be sent as ${sent}`,
      offset: node.offset,
    };
  }
  for (const child of node.children ?? []) {
    const lost = lostNumber(child, text);
    if (lost !== null) return lost;
  }
  return null;
}

/** `CommaExpected` → `comma expected`. */
function inWords(code: string): string {
  return code.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

export function writeExtra(extra: { [member: string]: JsonValue }): string {
  return Object.keys(extra).length === 0 ? '' : JSON.stringify(extra, null, 2);
}
