import type { DocumentView, NodeId } from '../../../core/document/history.ts';

/** The field that a node belongs to: its pointer with `*` for each array index, as `core/schema` names fields. */
export function patternOf(view: DocumentView, node: NodeId): string {
  const parent = view.parent(node);
  if (parent === null) return '';
  const name = view.name(node);
  return `${patternOf(view, parent)}/${typeof name === 'number' ? '*' : escapeToken(String(name))}`;
}

/** RFC 6901 §3. */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** What a pointer ends in, readable. */
export function lastToken(pointer: string): string {
  return unescapeToken(pointer.slice(pointer.lastIndexOf('/') + 1));
}
