import { checkOperation } from '../patch/check-operation.ts';
import type { EventBody } from '../run/event.ts';
import { errorMessage } from './error-message.ts';

/**
 * Reads one JSON text that should be an operation. What is no operation is told as what it is: an object with a
 * non-null `error`, or one that says `"object":"error"` (vLLM before 0.9), and no `op` is an error of the server, anything else is `bad` with its reason. One `JSON.parse`.
 */
export function operationEvent(text: string): EventBody {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'bad', raw: text, error: { kind: 'syntax', message: `not JSON: ${reasonOf(error)}` } };
  }
  return eventOfValue(value, text);
}

/** As `operationEvent`, for a text that is parsed already. */
export function eventOfValue(value: unknown, text: string): EventBody {
  const checked = checkOperation(value);
  if (checked.ok) return { kind: 'op', text, op: checked.op };
  if (isServerError(value)) {
    return { kind: 'err', source: 'in-band', message: errorMessage(value), data: value };
  }
  return { kind: 'bad', raw: text, error: checked.error };
}

function isServerError(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (Object.hasOwn(value, 'op')) return false;
  if (Object.hasOwn(value, 'error') && 'error' in value && value.error !== null) return true;
  return Object.hasOwn(value, 'object') && 'object' in value && value.object === 'error';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
