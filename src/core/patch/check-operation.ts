import type { Operation, PatchError } from './operation.ts';
import { badEscape, quote, unescapeToken } from './pointer.ts';
import { problem } from './problem.ts';

export type CheckedOperation = { ok: true; op: Operation } | { ok: false; error: PatchError };

/**
 * Tells whether a parsed JSON value is an operation (RFC 6902 §4, and `append`), and if not, what about it is wrong.
 * Members that an operation does not define are allowed and ignored, as §4 asks. The operation given back is the
 * value itself. Called once for each line that arrives, so the good case allocates one small object.
 */
export function checkOperation(value: unknown): CheckedOperation {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return malformed(`an operation must be a JSON object, not ${describe(value)}`);
  }
  const op: Partial<Record<string, unknown>> = value;
  const path = op['path'];
  switch (op['op']) {
    case 'add':
    case 'replace':
    case 'test':
      if (op['value'] === undefined) return malformed(`"${op['op']}" needs a member "value"`);
      break;
    case 'append':
      if (typeof op['value'] !== 'string') {
        return malformed(`"append" needs a string as "value", not ${describe(op['value'])}`);
      }
      break;
    case 'remove':
      break;
    case 'move':
    case 'copy': {
      const wrong = checkPointer(op['op'], 'from', op['from']);
      if (wrong !== null) return { ok: false, error: wrong };
      break;
    }
    case undefined:
      return malformed('an operation needs a member "op"');
    default:
      return malformed(
        `"op" must be add, remove, replace, move, copy, test or append, not ${describe(op['op'])}`,
      );
  }
  const wrong = checkPointer(op['op'], 'path', path);
  // The switch and `checkPointer` have looked at every member that the type names.
  return wrong === null ? { ok: true, op: value as Operation } : { ok: false, error: wrong };
}

function checkPointer(op: string, member: 'path' | 'from', pointer: unknown): PatchError | null {
  if (typeof pointer !== 'string') {
    return problem('malformed', `"${op}" needs a string as "${member}", not ${describe(pointer)}`);
  }
  if (pointer === '') return null;
  if (pointer.charCodeAt(0) !== 47) {
    return problem('pointer', `"${member}" must be empty or begin with "/", not be ${quote(pointer)}`);
  }
  return pointer.includes('~') && unescapeToken(pointer) === null ? badEscape(pointer) : null;
}

function malformed(message: string): { ok: false; error: PatchError } {
  return { ok: false, error: problem('malformed', message) };
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string') return JSON.stringify(value) ?? typeof value;
  return quote(value);
}
