import { describe, expect, it } from 'vitest';

import type { Framing } from '../capture/header.ts';
import type { EventBody } from '../run/event.ts';
import { createFramer } from '../wire/framer.ts';
import { dottxtPatch } from './dottxt-patch.ts';
import { sdkDiffers, sdkEvent } from './sdk.ts';
import { protocolById } from './table.ts';

function decode(framing: Framing, body: string): EventBody[] {
  const framer = createFramer(framing);
  const decoder = dottxtPatch.decoder();
  const frames = [...framer.push(new TextEncoder().encode(body)), ...framer.end()];
  return [...frames.flatMap((frame) => decoder.frame(frame)), ...decoder.end()];
}

/** One line an event, short enough to read in a list. */
function brief(event: EventBody): string {
  switch (event.kind) {
    case 'op':
      return `op ${event.text}`;
    case 'bad':
      return `bad ${event.error.kind}: ${event.error.message}`;
    case 'err':
      return `err ${event.message}`;
    case 'mark':
      return `mark ${event.name}`;
    case 'beat':
      return `beat${event.text}`;
    case 'unknown':
      return `unknown ${event.name} ${event.text}`;
    case 'ops':
    case 'usage':
    case 'reason':
    case 'gate':
    case 'document':
    case 'grow':
    case 'close':
    case 'note':
    case 'finish':
      return event.kind;
    default:
      return event satisfies never;
  }
}

describe('dottxtPatch', () => {
  it('should read NDJSON line by line, text as received', () => {
    expect(
      decode('ndjson', '{"op":"add","path":"","value":{}}\n\n{"op":"add", "path":"/a","value":1.0}').map(
        brief,
      ),
    ).toEqual(['op {"op":"add","path":"","value":{}}', 'op {"op":"add", "path":"/a","value":1.0}']);
  });

  it('should say what is wrong with what is no operation, and go on', () => {
    const lines = [
      '{"op":"add",',
      '{"path":"/a"}',
      '[1]',
      '"x"',
      '{"op":"put","path":""}',
      '{"op":"remove","path":"/a"}',
    ];
    const told = decode('ndjson', lines.join('\n')).map(brief);
    expect(told[0]).toMatch(/^bad syntax: not JSON: /);
    expect(told.slice(1, 5).every((line) => line.startsWith('bad malformed: '))).toBe(true);
    expect(told[5]).toBe('op {"op":"remove","path":"/a"}');
  });

  it('should tell an error that the server sent as an error', () => {
    const lines = [
      '{"error":{"message":"overloaded","code":503}}',
      '{"error":"Forbidden","message":"no access"}',
      '{"error":"plain"}',
      '{"object":"error","message":"old"}',
      '{"error":null}',
    ];
    const told = decode('ndjson', lines.join('\n')).map(brief);
    expect(told.slice(0, 4)).toEqual(['err overloaded', 'err Forbidden: no access', 'err plain', 'err old']);
    expect(told[4]).toMatch(/^bad malformed/);
  });

  it('should read SSE: patches, heartbeats, errors, strangers and the end', () => {
    const body = [
      'event: patch\ndata: {"op":"add","path":"","value":{}}\n',
      'data: {"op":"add","path":"/a","value":1}\n',
      ': ping\n',
      'event: hello\ndata: you\n',
      'event: error\ndata: {"error":{"message":"no"}}\n',
      'event: error\ndata: gone\n',
      'event: done\ndata: {}\n',
      'event: done\ndata: {"usage":1}',
    ].join('\n');
    expect(decode('sse', body).map(brief)).toEqual([
      'op {"op":"add","path":"","value":{}}',
      'op {"op":"add","path":"/a","value":1}',
      'beat ping',
      'unknown hello you',
      'err no',
      'err gone',
      'mark done',
      'unknown done {"usage":1}',
      'mark done',
    ]);
  });

  it('should tell a line over the limit as the last thing that can be said', () => {
    expect(dottxtPatch.decoder().frame({ kind: 'limit', limit: 16 * 1024 * 1024, head: '{"op' })).toEqual([
      {
        kind: 'bad',
        raw: '{"op',
        error: { kind: 'limit', message: expect.stringContaining('longer than 16 MiB') },
      },
    ]);
  });

  it('should be found by its id', () => {
    expect(protocolById('dottxt.patch')).toBe(dottxtPatch);
    expect(protocolById('dottxt')).toBeNull();
  });
});

describe('sdkEvent', () => {
  it('should give the field without its leading slash, escapes left alone', () => {
    expect(sdkEvent({ op: 'add', path: '/a~1b/0', value: 1 })).toEqual({
      op: 'add',
      field: 'a~1b/0',
      value: 1,
    });
    expect(sdkEvent({ op: 'remove', path: '' })).toEqual({ op: 'remove', field: '', value: undefined });
  });

  it('should say where the SDK sees something else', () => {
    expect(sdkDiffers({ op: 'add', path: '/a~1b', value: 1 })).toMatch(/does not unescape/);
    expect(sdkDiffers({ op: 'add', path: '/a', value: 0 })).toMatch(/skips this value/);
    expect(sdkDiffers({ op: 'add', path: '/a', value: {} })).toBeNull();
    expect(sdkDiffers({ op: 'add', path: '/a', value: 'x' })).toBeNull();
  });
});
