import { resolveReference } from './reference.ts';
import { memberOf, type SchemaNode, type SchemaTree, stringOf } from './tree.ts';

/** The schema's own name, also where its root is only a reference (`{"$ref": "#/$defs/Ticket"}`); null without one. */
export function schemaTitle(tree: SchemaTree): string | null {
  const entered = new Set<SchemaNode>();
  let node: SchemaNode | undefined = tree.root;
  while (node !== undefined && !entered.has(node)) {
    entered.add(node);
    const title = stringOf(memberOf(node, 'title'));
    if (title !== undefined) return title;
    const reference = stringOf(memberOf(node, '$ref'));
    node = reference === undefined ? undefined : resolveReference(tree, reference);
  }
  return null;
}
