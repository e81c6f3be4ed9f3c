import { checkOperation } from '../patch/check-operation.ts';
import type { Operation } from '../patch/operation.ts';
import type { EventBody } from '../run/event.ts';

/** Reads the JSON text of an array of operations that apply together. One that is no operation spoils them all. */
export function operationsEvent(text: string): EventBody {
  const given: unknown = JSON.parse(text);
  if (!Array.isArray(given)) {
    return {
      kind: 'bad',
      raw: text,
      error: { kind: 'malformed', message: 'a patch must be an array of operations' },
    };
  }
  const ops: Operation[] = [];
  for (const [index, one] of given.entries()) {
    const checked = checkOperation(one);
    if (!checked.ok) {
      const message = `operation ${index + 1} of ${given.length}: ${checked.error.message}`;
      return { kind: 'bad', raw: text, error: { kind: checked.error.kind, message } };
    }
    ops.push(checked.op);
  }
  return { kind: 'ops', text, ops };
}
