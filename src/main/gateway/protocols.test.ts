import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type RawServer, rawServer, responseHead } from '../../../tests/raw-server.ts';
import type { ProtocolId } from '../../core/protocols/table.ts';
import { assess } from '../../core/run/assess.ts';
import type { Connection, Draft } from '../../core/run/draft.ts';
import { RunRecord } from '../../core/run/record.ts';
import { prepareRun } from './prepare-run.ts';
import { streamRun } from './stream-run.ts';

const KEY = 'sk-planted/0123456789';
/** Spelled so that parsing and printing it would show. */
const SCHEMA = '{ "type":"object",\n "properties":{"b":{"const":1.0},"10":{},"2":{}} }';

interface Case {
  protocol: ProtocolId;
  file: string;
  type: string;
  path: string;
  key: RegExp;
  /** Text that stands in the body. */
  says: string[];
  json: string;
  more?: string[];
}

const BEARER = /^authorization: Bearer sk-planted\/0123456789\r$/im;
const CASES: Case[] = [
  {
    protocol: 'openai.chat',
    file: 'openai.chat.sse.txt',
    type: 'text/event-stream',
    path: '/v1/chat/completions',
    key: BEARER,
    says: [`"schema":${SCHEMA}`, '"stream":true,"stream_options":{"include_usage":true}'],
    json: '{"table":12.0,"wishes":["window \\u2605","quiet"],"note":"Café closes at ten."}',
  },
  {
    protocol: 'openai.chat',
    file: 'openai.chat.tools.sse.txt',
    type: 'text/event-stream; charset=utf-8',
    path: '/v1/chat/completions',
    key: BEARER,
    says: [],
    json: '{"seats":4,"at":"19:30"}',
    more: ['{"to":"kitchen"}'],
  },
  {
    protocol: 'openai.responses',
    file: 'openai.responses.sse.txt',
    type: 'text/event-stream',
    path: '/v1/responses',
    key: BEARER,
    says: [`"text":{"format":{"type":"json_schema","name":"response","strict":false,"schema":${SCHEMA}}}`],
    json: '{"parcels":[{"kg":1.50},{"kg":2e1}],"to":"Oslo"}',
    more: ['{"id":7}'],
  },
  {
    protocol: 'anthropic.messages',
    file: 'anthropic.messages.sse.txt',
    type: 'text/event-stream',
    path: '/v1/messages',
    key: /^x-api-key: sk-planted\/0123456789\r$/im,
    says: [`"input_schema":${SCHEMA}`, '"tool_choice":{"type":"tool","name":"response"}', '"max_tokens":50'],
    json: '{"place":"Bergen","mm":4.0,"gusts":[12,19]}',
  },
  {
    protocol: 'gemini',
    file: 'gemini.sse.txt',
    type: 'text/event-stream',
    path: '/v1/models/m:streamGenerateContent?alt=sse',
    key: /^x-goog-api-key: sk-planted\/0123456789\r$/im,
    says: [`"responseJsonSchema":${SCHEMA}`, '"maxOutputTokens":50'],
    json: '{"train":"IC 703","stops":[1,2],"late":false}',
  },
  {
    protocol: 'gemini',
    file: 'gemini.array.json',
    type: 'application/json',
    path: '/v1/models/m:streamGenerateContent?alt=sse',
    key: /^x-goog-api-key: /im,
    says: [],
    json: '{"train":"IC 703","stops":[1,2],"late":false}',
  },
  {
    protocol: 'ollama',
    file: 'ollama.ndjson',
    type: 'application/x-ndjson',
    path: '/v1/chat',
    key: BEARER,
    says: [`"format":${SCHEMA}`, '"options":{"num_predict":50}'],
    json: '{"flour_g":500,"steps":["mix","bake"]}',
  },
];

let server: RawServer;
beforeEach(async () => {
  server = await rawServer();
});
afterEach(() => server.close());

describe('live runs of each protocol', () => {
  for (const { protocol, file, type, path, key, says, json, more = [] } of CASES) {
    it(`should send ${protocol} and read ${file}`, async () => {
      const lines: string[] = [];
      const prepared = prepareRun({ draft, connection: connectionOf(protocol), model: 'm', key: KEY });
      if (!prepared.ok) throw new Error(prepared.problem.message);
      const run = streamRun({
        run: prepared.run,
        signal: new AbortController().signal,
        onLines: (text) => lines.push(...text.split('\n')),
      });
      const request = await server.request();
      expect(request.head.split(' ')[1]).toBe(path);
      expect(request.head).toMatch(key);
      for (const text of says) expect(request.body).toContain(text);
      expect(() => JSON.parse(request.body)).not.toThrow();

      const bytes = readFileSync(new URL(`../../../tests/fixtures/protocols/${file}`, import.meta.url));
      await request.write(responseHead(200, { 'content-type': type }));
      // Cut inside a character, an escape and an event, wherever they fall.
      for (let at = 0; at < bytes.length; at += 61) await request.write(bytes.subarray(at, at + 61));
      request.end();
      const end = await run;

      expect(lines.join('\n')).not.toContain(KEY);
      const record = new RunRecord();
      for (const line of lines) record.push(line);
      const last = record.log.length - 1;
      const documents = record.documents.map(({ history }) => history.at(last).json());
      expect(documents).toEqual([json, ...more]);
      expect(record.log.timed).toBe(true);
      expect(end).toMatchObject({ reason: 'done', ops: record.ops });
      expect((await assess(record, () => ({ state: 'valid' }))).headline).toBe('complete');
    });
  }

  it('should say that a protocol is only read, before anything is sent', () => {
    const prepared = prepareRun({ draft, connection: connectionOf('ag-ui'), model: 'm', key: KEY });
    expect(prepared).toMatchObject({ ok: false, problem: { what: 'protocol' } });
  });

  it('should keep an error in the stream, and what the usage came to', async () => {
    const lines: string[] = [];
    const connection = connectionOf('anthropic.messages');
    const prepared = prepareRun({ draft, connection, model: 'm', key: KEY });
    if (!prepared.ok) throw new Error(prepared.problem.message);
    const run = streamRun({
      run: prepared.run,
      signal: new AbortController().signal,
      onLines: (text) => lines.push(text),
    });
    const request = await server.request();
    const path = '../../../tests/fixtures/protocols/anthropic.messages.overloaded.sse.txt';
    await request.write(responseHead(200, { 'content-type': 'text/event-stream' }));
    await request.write(readFileSync(new URL(path, import.meta.url)));
    request.end();
    expect(await run).toMatchObject({
      reason: 'error in stream',
      message: 'Overloaded',
      usage: { input_tokens: 9 },
    });
  });
});

const draft: Draft = {
  title: 'Ticket',
  schema: SCHEMA,
  input: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'A "quoted" wish' },
  ],
  params: { max_tokens: 50 },
  extra: {},
  gates: [],
};

function connectionOf(protocol: ProtocolId): Connection {
  return {
    id: 'raw',
    name: 'Raw',
    kind: 'http',
    baseUrl: server.baseUrl,
    protocol,
    accept: '*/*',
    model: '',
    secret: 'RAW_KEY',
  };
}
