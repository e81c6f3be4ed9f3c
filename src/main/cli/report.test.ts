import { describe, expect, it } from 'vitest';

import { fixturePath, said } from '../../../tests/support/captured-io.ts';

const TICKET = fixturePath('support-ticket.patchcap.ndjson');

describe('report', () => {
  it('should give nodes in document order with their times, and the verdict', async () => {
    const { code, out } = await said(['report', TICKET, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      protocol: 'dottxt.patch',
      framing: 'ndjson',
      ops: 7,
      durationMs: 1320.007,
      verdict: {
        headline: 'complete',
        ended: 'eof',
        document: 'valid',
        reason: expect.any(String),
        ops: 7,
        durationMs: 1320.007,
        errors: 0,
      },
      nodes: [
        { pointer: '', tOpen: 212.03, tLand: 1320.007, close: 'exact' },
        { pointer: '/intent', tOpen: 212.03, tLand: 248.911, close: 'exact' },
        { pointer: '/urgency', tOpen: 248.911, tLand: 248.911, close: 'exact' },
        { pointer: '/steps', tOpen: 310, tLand: 455.25, close: 'inferred' },
        { pointer: '/steps/0', tOpen: 310, tLand: 401.5, close: 'exact' },
        { pointer: '/steps/1', tOpen: 401.5, tLand: 455.25, close: 'exact' },
        { pointer: '/reply', tOpen: 455.25, tLand: 1210.5, close: 'exact' },
      ],
    });
  });

  it('should leave open what a torn capture does not close', async () => {
    const { out } = await said(['report', fixturePath('torn.patchcap.ndjson'), '--json']);
    const { verdict, nodes } = JSON.parse(out);
    expect(verdict).toMatchObject({
      headline: 'torn',
      document: 'missing required fields',
      problem: { pointer: '/reply' },
    });
    expect(nodes[0]).toEqual({ pointer: '', tOpen: 212.03, tLand: null, close: 'open' });
  });

  it('should escape pointers and give null for times that are not there', async () => {
    const stdin = '{"op":"add","path":"","value":{"a/b":{"~":1}}}\n';
    const { out } = await said(['report', '-', '--json'], { stdin });
    expect(JSON.parse(out)).toMatchObject({
      durationMs: null,
      verdict: { ended: 'unknown', document: 'unchecked' },
      nodes: [
        { pointer: '', tOpen: null, tLand: null, close: 'open' },
        { pointer: '/a~1b', tOpen: null },
        { pointer: '/a~1b/~0', tOpen: null, tLand: null, close: 'exact' },
      ],
    });
  });

  it('should check against a schema that is given', async () => {
    const schema = fixturePath('../schemas/ticket-with-team.json');
    const { out } = await said(['report', TICKET, '--schema', schema, '--json']);
    expect(JSON.parse(out).verdict).toMatchObject({ headline: 'incomplete', problem: { pointer: '/team' } });
  });

  it('should read as a table', async () => {
    const { out } = await said(['report', TICKET]);
    expect(out.split('\n')[0]).toBe('complete · valid · 7 ops · 1,320 ms');
    expect(out).toMatch(/310\.000 +455\.250 +inferred +\/steps\n/);
  });
});

describe('check', () => {
  it('should find nothing wrong with a schema that can be used', async () => {
    const path = fixturePath('../schemas/ticket-with-team.json');
    expect(await said(['check', path])).toEqual({ code: 0, out: `${path}: valid\n`, notes: '' });
    expect(JSON.parse((await said(['check', path, '--json'])).out)).toEqual({
      valid: true,
      problems: [],
      warnings: [],
    });
    const twice = '{"type":"object",\n"properties":{"a":{},\n"b":{},"a":{}}}';
    const warned = await said(['check', '-'], { stdin: twice });
    expect(warned).toMatchObject({ code: 0, out: '-: valid\n' });
    expect(warned.notes).toContain('-:2:15: warning: /properties/a "a" stands here twice');
  });

  it('should say line and column of what is wrong', async () => {
    expect(await said(['check', '-'], { stdin: '{\n  "type": "strin"\n}' })).toMatchObject({
      code: 1,
      notes: expect.stringMatching(/^-:2:11: \/type /),
    });
    const { code, out } = await said(['check', '-', '--json'], { stdin: '{\n  "type":: 1}' });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ valid: false, problems: [{ pointer: '', line: 2, column: 10 }] });
  });
});
