import { stringOf } from '../capture/members.ts';
import { formatPointer } from '../patch/pointer.ts';
import type { EventBody } from '../run/event.ts';
import { ImpliedPatch, sourceOf } from './implied-patch.ts';
import { payloadDecoder } from './payload.ts';
import type { Payload, Protocol } from './protocol.ts';

/**
 * jsoncurrent (npm `jsoncurrent`): `{"path":"sections[0].heading","value":"Exec","op":"add"}`, with the operations
 * `add`, `append` (to a string), `insert` (behind an array's items) and `complete`. The root is never mentioned.
 */
export const jsoncurrent: Protocol = {
  title: 'jsoncurrent',
  recording: 'a patch stream of jsoncurrent',
  stored: 'frames',
  framings: ['sse', 'ndjson'],
  recognises({ json }) {
    const path = stringOf(json, 'path');
    const isOp = /^(?:add|append|insert|complete)$/.test(stringOf(json, 'op') ?? '');
    return isOp && path !== undefined && path !== '' && !path.startsWith('/');
  },
  decoder() {
    const patch = new ImpliedPatch();
    return payloadDecoder({
      read: (payload) => readPatch(payload, patch),
      raw: ({ data }) => (data === '[DONE]' ? [{ kind: 'mark', name: 'done' }] : null),
    });
  },
};

function readPatch({ data, json }: Payload, patch: ImpliedPatch): EventBody[] {
  const path = stringOf(json, 'path');
  const tokens = path === undefined ? null : tokensOf(path);
  if (tokens === null) return [{ kind: 'unknown', name: 'message', text: data }];
  const value = sourceOf(data);
  switch (stringOf(json, 'op')) {
    case 'add':
      return patch.set(tokens, value);
    case 'append':
      return patch.append(tokens, value);
    case 'insert':
      return patch.set([...tokens, '-'], value);
    case 'complete':
      // Of a leaf it says what its operation has said.
      return patch.isContainer(tokens) ? [{ kind: 'close', path: formatPointer(tokens) }] : [];
    case undefined:
    default:
      return [{ kind: 'unknown', name: 'message', text: data }];
  }
}

/** Names between dots, indices in brackets. A name with a dot in it cannot be told from two, here as there. */
function tokensOf(path: string): string[] | null {
  if (path === '') return [];
  const tokens: string[] = [];
  for (const part of path.split('.')) {
    const match = /^([^[\]]*)((?:\[\d+\])*)$/.exec(part);
    if (match === null) return null;
    if (match[1] !== undefined && match[1] !== '') tokens.push(match[1]);
    tokens.push(...[...(match[2] ?? '').matchAll(/\d+/g)].map(([index]) => index));
  }
  return tokens;
}
