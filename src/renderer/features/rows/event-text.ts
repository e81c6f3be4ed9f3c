import type { StreamEvent } from '../../../core/run/event.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { counted, formatWhole } from './format.ts';

/** What an event is, in a few words. */
export function eventTitle(record: RunRecord, event: number, seen: StreamEvent): string {
  switch (seen.kind) {
    case 'op':
      return `Operation ${formatWhole(record.log.opsUpTo(event))}`;
    case 'ops':
      return `Operations ${formatWhole(record.log.opsUpTo(event))} · ${counted(seen.ops.length, 'op')} as one`;
    case 'bad':
      return 'Unreadable line';
    case 'beat':
      return 'Heartbeat';
    case 'usage':
      return 'Usage';
    case 'reason':
      return 'Reasoning';
    case 'err':
      return seen.source === 'in-band' ? 'Error in the stream' : 'Connection error';
    case 'gate':
      return `Gate “${seen.name}”`;
    case 'mark':
      return `Mark “${seen.name}”`;
    case 'grow':
      return 'A string grows';
    case 'close':
      return seen.path === '' ? 'The document is complete' : 'Closing bracket';
    case 'note':
      return `Note: ${seen.what}`;
    case 'finish':
      return `The model stopped: ${seen.reason}`;
    case 'document':
      return seen.name === null ? 'A document begins' : `“${seen.name}” begins`;
    case 'unknown':
    default:
      return `Unknown event “${seen.name}”`;
  }
}

/** What came, as far as it was text. */
export function receivedText(seen: StreamEvent): string {
  switch (seen.kind) {
    case 'op':
    case 'ops':
    case 'beat':
    case 'reason':
    case 'unknown':
      return seen.text;
    case 'bad':
      return typeof seen.raw === 'string' ? seen.raw : new TextDecoder().decode(seen.raw);
    case 'usage':
      return JSON.stringify(seen.data);
    case 'err':
      return JSON.stringify(seen.data ?? seen.message);
    case 'gate':
      return `${seen.path} ${seen.decision}`;
    case 'grow':
      return seen.text;
    case 'close':
      return seen.path;
    case 'note':
      return seen.message;
    case 'finish':
      return seen.reason;
    case 'document':
      return seen.name ?? '';
    case 'mark':
    default:
      return seen.data === undefined ? seen.name : `${seen.name} ${JSON.stringify(seen.data)}`;
  }
}
