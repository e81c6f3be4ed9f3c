import { elementSources } from '../capture/element-sources.ts';
import { stringOf } from '../capture/members.ts';
import { checkOperation } from '../patch/check-operation.ts';
import { ImpliedPatch } from './implied-patch.ts';
import { payloadDecoder } from './payload.ts';
import type { Protocol } from './protocol.ts';

/**
 * LangDiff (PyPI `langdiff`, npm `langdiff-ts`): the changes of an object that both sides hold from the start, as RFC
 * 6902 with `append` for strings that grow: an operation or an array of them in each payload. Also what other programs
 * send that went the same way.
 */
export const langdiff: Protocol = {
  title: 'JSON Patch with append (LangDiff)',
  recording: 'a stream of JSON Patches with append (LangDiff)',
  stored: 'frames',
  framings: ['ndjson', 'sse'],
  recognises: ({ json }) =>
    Array.isArray(json)
      ? json.length > 0 && json.every((one) => checkOperation(one).ok)
      : stringOf(json, 'op') === 'append' && checkOperation(json).ok,
  decoder() {
    const patch = new ImpliedPatch();
    return payloadDecoder({
      read({ data, json }) {
        if (!Array.isArray(json)) return patch.take(json, data);
        // Each of them is a change of its own: `append` and its like come in one payload because of one token.
        const sources = [...elementSources(data).values()];
        return json.flatMap((one: unknown, index) => patch.take(one, sources[index] ?? 'null'));
      },
      raw: ({ data }) => (data === '[DONE]' ? [{ kind: 'mark', name: 'done' }] : null),
    });
  },
};
