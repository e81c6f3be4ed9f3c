import { checkOperation } from '../patch/check-operation.ts';
import { eventOfValue } from '../protocols/operation-line.ts';
import type { Stamp } from '../run/event.ts';
import { isKnownKind, readRecord } from './read-record.ts';
import type { CaptureRecord } from './record.ts';
import { splitSuffix } from './suffix.ts';

/**
 * Reads one line of a capture (`docs/capture-format.md`); a bare operation is a line without times. Never throws: a
 * line that cannot be read is a `bad` event, the header of a later major version is `refused`.
 *
 * For an operation, `text` is what was received, byte for byte, and the cost is one `JSON.parse` of it.
 */
export function decodeLine(line: string): CaptureRecord {
  // A record of ours has its stamp among its other members; an operation has it behind them.
  const split = line.startsWith('{"$"') ? null : splitSuffix(line);
  const text = split === null ? line : split.text;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(line, error);
  }
  if (typeof value === 'object' && value !== null && '$' in value && isRecord(value)) {
    return readRecord(split === null ? value : JSON.parse(line), line);
  }
  const { t, c } = split === null ? looseStamp(value) : split.stamp;
  const checked = checkOperation(value);
  if (checked.ok) return { t, c, kind: 'op', text, op: checked.op };
  return { t, c, ...eventOfValue(value, text) };
}

/** An operation that came with a member `$` of its own and was not wrapped is still an operation. */
function isRecord(value: { $: unknown }): boolean {
  return typeof value.$ === 'string' && (isKnownKind(value.$) || !('op' in value));
}

/** The stamp of an operation that other hands stamped (`jq -S`, a script): members in any place. */
function looseStamp(value: unknown): Stamp {
  if (typeof value !== 'object' || value === null) return { t: null, c: null };
  return { t: 't' in value ? numberOrNull(value.t) : null, c: 'c' in value ? numberOrNull(value.c) : null };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function unreadable(line: string, error: unknown): CaptureRecord {
  if (line.trim() === '') return { kind: 'ignored' };
  const why = error instanceof Error ? error.message : String(error);
  return { t: null, c: null, kind: 'bad', raw: line, error: { kind: 'syntax', message: `not JSON: ${why}` } };
}
