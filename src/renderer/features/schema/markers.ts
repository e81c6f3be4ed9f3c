import type { SchemaProblem } from '../../../bridge/contract.ts';
import { serverWarnings } from '../../../core/schema/server-warnings.ts';
import { strictSubset } from '../../../core/schema/strict-subset.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';

/** Something to say about a stretch of the schema's text. */
export interface Marker {
  message: string;
  offset: number;
  length: number;
  severity: 'error' | 'warning';
}

/**
 * What main found wrong, what a server in strict mode will refuse, and what others commonly do. `strict`: the
 * connection sends `strict`, so its rules are faults rather than advice.
 */
export function markersOf(tree: SchemaTree, problems: readonly SchemaProblem[], strict: boolean): Marker[] {
  const errors = problems.map((problem): Marker => {
    const offset = problem.offset ?? tree.root.offset;
    return { message: problem.message, offset, length: restOfLine(tree.text, offset), severity: 'error' };
  });
  const rules = strict ? strictSubset(tree) : [];
  const broken = rules.map((rule): Marker => ({
    ...rule,
    message: `strict: ${rule.message}`,
    severity: 'error',
  }));
  const taken = new Set(broken.map(({ offset }) => offset));
  const warnings = serverWarnings(tree)
    .filter(({ offset }) => !taken.has(offset))
    .map((warning): Marker => ({ ...warning, severity: 'warning' }));
  return [...errors, ...broken, ...warnings].map(({ message, offset, length, severity }) => ({
    message,
    offset,
    length: Math.min(length, restOfLine(tree.text, offset)),
    severity,
  }));
}

/** A problem with a whole object is shown on its first line: a screen full of squiggles says less. */
function restOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return Math.max(1, (end < 0 ? text.length : end) - offset);
}
