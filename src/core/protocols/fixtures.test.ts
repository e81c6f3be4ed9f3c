import { readdirSync, readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createImporter } from '../capture/import.ts';
import { assess } from '../run/assess.ts';
import type { EventBody } from '../run/event.ts';
import { RunRecord } from '../run/record.ts';
import type { Ending } from '../run/verdict.ts';
import { createFramer } from '../wire/framer.ts';
import { sniffFraming } from '../wire/sniff.ts';
import { PROTOCOL_IDS, protocol, type ProtocolId } from './table.ts';

const FOLDER = new URL('../../../tests/fixtures/protocols/', import.meta.url);

interface Expected {
  protocol: ProtocolId;
  /** The main document. */
  json: string;
  ended: Ending;
  headline: string;
  /** Further documents: name and JSON. */
  more?: [string | null, string][];
  name?: string;
  reasoning?: string;
  errors?: number;
}

const EXPECTED: { [file: string]: Expected } = {
  'openai.chat.sse.txt': {
    protocol: 'openai.chat',
    json: '{"table":12.0,"wishes":["window \\u2605","quiet"],"note":"Café closes at ten."}',
    ended: 'done',
    headline: 'complete',
    reasoning: 'The guest wants a window.',
  },
  'openai.chat.tools.sse.txt': {
    protocol: 'openai.chat',
    json: '{"seats":4,"at":"19:30"}',
    ended: 'done',
    headline: 'complete',
    name: 'book_table',
    more: [['send_note', '{"to":"kitchen"}']],
  },
  'openai.chat.length.jsonl': {
    protocol: 'openai.chat',
    json: '{"title":"Harbour","lines":[]}',
    ended: 'length',
    headline: 'incomplete',
  },
  'openai.chat.llama-cpp.sse.txt': {
    protocol: 'openai.chat',
    json: '[1,2]',
    ended: 'done',
    headline: 'complete',
  },
  'openai.chat.error.sse.txt': {
    protocol: 'openai.chat',
    json: '{"a":1}',
    ended: 'error in stream',
    headline: 'error in stream',
  },
  'openai.responses.sse.txt': {
    protocol: 'openai.responses',
    json: '{"parcels":[{"kg":1.50},{"kg":2e1}],"to":"Oslo"}',
    ended: 'done',
    headline: 'complete',
    more: [['track', '{"id":7}']],
    reasoning: 'Two parcels.',
  },
  'openai.responses.incomplete.sse.txt': {
    protocol: 'openai.responses',
    json: '{}',
    ended: 'length',
    headline: 'incomplete',
  },
  'anthropic.messages.sse.txt': {
    protocol: 'anthropic.messages',
    json: '{"place":"Bergen","mm":4.0,"gusts":[12,19]}',
    ended: 'done',
    headline: 'complete',
    name: 'forecast',
    reasoning: 'Rain after noon.',
  },
  'anthropic.messages.overloaded.sse.txt': {
    protocol: 'anthropic.messages',
    json: '{}',
    ended: 'error in stream',
    headline: 'error in stream',
  },
  'gemini.sse.txt': {
    protocol: 'gemini',
    json: '{"train":"IC 703","stops":[1,2],"late":false}',
    ended: 'done',
    headline: 'complete',
    reasoning: 'Think of trains.',
  },
  'gemini.array.json': {
    protocol: 'gemini',
    json: '{"train":"IC 703","stops":[1,2],"late":false}',
    ended: 'done',
    headline: 'complete',
    reasoning: 'Think of trains.',
  },
  'gemini.call.sse.txt': {
    protocol: 'gemini',
    json: '{"gate":"B9","10":1.00,"2":true}',
    ended: 'done',
    headline: 'complete',
    name: 'open_gate',
  },
  'gemini.partial-args.sse.txt': {
    protocol: 'gemini',
    json: '{"city":"Trondheim","days":[{"date":"2026-10-01","hours":6},{"free":true}]}',
    ended: 'done',
    headline: 'complete',
    name: 'plan_trip',
  },
  'ollama.ndjson': {
    protocol: 'ollama',
    json: '{"flour_g":500,"steps":["mix","bake"]}',
    ended: 'done',
    headline: 'complete',
    reasoning: 'Bread first.',
  },
  'ollama.generate.ndjson': { protocol: 'ollama', json: '{"ok":true}', ended: 'length', headline: 'length' },
  'ollama.error.ndjson': {
    protocol: 'ollama',
    json: '{}',
    ended: 'error in stream',
    headline: 'error in stream',
  },
  'ollama.tools.ndjson': {
    protocol: 'ollama',
    json: '{"room":"attic","level":0.50}',
    ended: 'done',
    headline: 'complete',
    name: 'lights',
    more: [['heat', '{"room":"attic","c":19}']],
  },
  'ag-ui.sse.txt': {
    protocol: 'ag-ui',
    json: '{"board":{"open":["paint"],"done":["sand"]}}',
    ended: 'done',
    headline: 'complete',
    name: 'state',
    more: [['move_card', '{"card":"sand","to":"done"}']],
    errors: 1,
  },
  'langserve.sse.txt': {
    protocol: 'langserve',
    json: '{"id":"5f0c","streamed_output":[{"title":"Kel"},{"title":"Kelp farm"}],"final_output":{"title":"Kelp farm"},"logs":{}}',
    ended: 'done',
    headline: 'complete',
  },
  'json-render.jsonl': {
    protocol: 'json-render',
    json: '{"root":"page","elements":{"page":{"type":"Stack","props":{},"children":["sum"]},"sum":{"type":"Metric","props":{"value":2.25},"children":[]}}}',
    ended: 'unknown',
    headline: 'unknown',
  },
  'json-render.set.jsonl': {
    protocol: 'json-render',
    json: '{"root":"card","elements":{"card":{"type":"Card","props":{"title":"Tides at noon"},"children":["b"]}}}',
    ended: 'unknown',
    headline: 'unknown',
  },
  'langdiff.jsonl': {
    protocol: 'langdiff',
    json: '{"items":["Buy a kettle","Pack"],"count":2}',
    ended: 'unknown',
    headline: 'unknown',
  },
  'jsoncurrent.sse.txt': {
    protocol: 'jsoncurrent',
    json: '{"title":"Quarry","parts":[{"depth":12}],"tags":["old"]}',
    ended: 'done',
    headline: 'complete',
  },
  'json.text.txt': {
    protocol: 'json.text',
    json: '{"ship":"Fram","masts":3,"crew":[{"name":"Otto","age":48.0},{"name":"Hj\\u0061lmar"}]}',
    ended: 'unknown',
    headline: 'unknown',
  },
};

function bytesOf(file: string): Uint8Array {
  return readFileSync(new URL(file, FOLDER));
}

function imported(bytes: Uint8Array): { record: RunRecord; lines: string[]; takenFor: string | null } {
  const importer = createImporter('fixture');
  const lines = [...importer.push(bytes), ...importer.end()];
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return { record, lines, takenFor: importer.takenFor };
}

/** Pieces of a body → events, as a live run has them. */
function decoded(id: ProtocolId, pieces: readonly Uint8Array[]): EventBody[] {
  const { framings } = protocol(id);
  const framer = createFramer(sniffFraming(null, pieces[0] ?? new Uint8Array(), framings));
  const decoding = protocol(id).decoder();
  const frames = [...pieces.flatMap((piece) => framer.push(piece)), ...framer.end()];
  return [...frames.flatMap((frame) => decoding.frame(frame)), ...decoding.end()];
}

/** How a string was divided depends on the cut only where the protocol has no frames. */
function told(id: ProtocolId, pieces: readonly Uint8Array[]): readonly EventBody[] {
  const events = decoded(id, pieces);
  return id === 'json.text' ? withoutGrowth(events) : events;
}

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  // The first piece is long enough to tell the framing, as a first read is.
  const cuts = [...new Set(places.map((place) => 8 + (place % bytes.length)))]
    .filter((place) => place < bytes.length)
    .sort((a, b) => a - b);
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length));
}

describe('protocols', () => {
  it('should have a fixture each, and expectations for every fixture', () => {
    const files = readdirSync(FOLDER).filter((file) => file !== 'README.md');
    expect(files.toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
    const covered = new Set(Object.values(EXPECTED).map((expected) => expected.protocol));
    expect([...covered, 'dottxt.patch'].toSorted()).toEqual(PROTOCOL_IDS.toSorted());
  });

  for (const [file, expected] of Object.entries(EXPECTED)) {
    describe(file, () => {
      const bytes = bytesOf(file);

      it('should be recognised, and come to its documents and its verdict', async () => {
        const { record, takenFor } = imported(bytes);
        expect(record.header?.source?.protocol).toBe(expected.protocol);
        expect(takenFor).not.toBeNull();
        const last = record.log.length - 1;
        const [main, ...more] = record.documents;
        expect(main?.history.at(last).json()).toBe(expected.json);
        expect(main?.name).toBe(expected.name ?? null);
        expect(more.map(({ name, history }) => [name, history.at(last).json()])).toEqual(expected.more ?? []);
        expect(record.errors).toBe(expected.errors ?? 0);
        expect(reasoning(record)).toBe(expected.reasoning ?? '');
        const { ended, headline } = await assess(record, () => ({ state: 'valid' }));
        expect({ ended, headline }).toEqual({ ended: expected.ended, headline: expected.headline });
      });

      it('should give the same events from the capture of a live run', () => {
        const { record } = imported(bytes);
        const derived: EventBody[] = [];
        for (let i = 0; i < record.log.length; i += 1) {
          const { t: _t, c: _c, ...body } = record.log.event(i);
          derived.push(body);
        }
        const live = decoded(expected.protocol, [bytes]).map(throughJson);
        expect(withoutGrowth(derived)).toEqual(withoutGrowth(live));
      });

      it('should give the same events for every cut of the bytes', () => {
        const whole = told(expected.protocol, [bytes]);
        const everyByte = Array.from(bytes, (_byte, index) => index);
        expect(told(expected.protocol, cutAt(bytes, everyByte))).toEqual(whole);
        fc.assert(
          fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (places) => {
            expect(told(expected.protocol, cutAt(bytes, places))).toEqual(whole);
          }),
          { numRuns: process.env['LANDFALL_FULL'] === undefined ? 20 : 1000 },
        );
      });
    });
  }

  it('should read bare payloads, a line each, as the events that they were', () => {
    for (const [file, expected] of Object.entries(EXPECTED)) {
      if (!file.includes('.sse.') || file.includes('error')) continue;
      const payloads = new TextDecoder()
        .decode(bytesOf(file))
        .split('\n')
        .filter((line) => line.startsWith('data: '))
        .map((line) => line.slice(6));
      const { record } = imported(new TextEncoder().encode(payloads.join('\n')));
      expect(record.header?.source?.protocol).toBe(expected.protocol);
      expect(record.history.at(record.log.length - 1).json()).toBe(expected.json);
    }
  });
});

function reasoning(record: RunRecord): string {
  let text = '';
  for (let i = 0; i < record.log.length; i += 1) {
    const event = record.log.event(i);
    if (event.kind === 'reason') text += event.text;
  }
  return text;
}

function withoutGrowth(events: readonly EventBody[]): EventBody[] {
  return events.filter(({ kind }) => kind !== 'grow');
}

/** What a capture keeps of an event: members that are undefined are gone. */
function throughJson(event: EventBody): EventBody {
  return JSON.parse(JSON.stringify(event)) as EventBody;
}
