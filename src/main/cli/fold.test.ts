import { describe, expect, it } from 'vitest';

import { fixturePath, said } from '../../../tests/support/captured-io.ts';

const TICKET = fixturePath('support-ticket.patchcap.ndjson');

function rows(out: string): { [member: string]: unknown }[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('fold', () => {
  it('should print the document with keys in order of arrival and numbers as written', async () => {
    expect(await said(['fold', fixturePath('bare.ndjson')])).toEqual({
      code: 0,
      out: '{"10":1.0,"2":1e400,"__proto__":9223372036854775808,"a":"caf\\u00e9"}\n',
      notes: '',
    });
  });

  it('should print the document of a moment', async () => {
    const at = async (ms: string): Promise<string> => (await said(['fold', TICKET, '--at', ms])).out;
    expect(await at('248.910')).toBe('{}\n');
    expect(await at('248.911')).toBe('{"intent":"billing","urgency":"high"}\n');
    expect(await at('999999')).toContain('"reply":"Done."');
    expect(await said(['fold', TICKET, '--at', '1'])).toMatchObject({ code: 0, out: '' });
  });

  it('should refuse a moment where there are no times', async () => {
    const { code, notes } = await said(['fold', fixturePath('bare.ndjson'), '--at', '5']);
    expect(code).toBe(1);
    expect(notes).toContain('no times');
  });

  it('should fold what can be folded and say how much could not', async () => {
    const { code, out, notes } = await said(['fold', fixturePath('spoilt.ndjson')]);
    expect({ code, out }).toEqual({ code: 0, out: '{"a":1,"c":4}\n' });
    expect(notes).toContain('4 lines could not be read or applied');
  });

  it('should print one line per event, with what is wrong', async () => {
    const { out } = await said(['fold', fixturePath('spoilt.ndjson'), '--events']);
    expect(
      rows(out).map(({ kind, error }) => `${String(kind)} ${error === undefined ? 'fine' : 'wrong'}`),
    ).toEqual([
      'op fine',
      'op fine',
      'bad wrong',
      'bad wrong',
      'op wrong',
      'err wrong',
      'bad wrong',
      'op fine',
    ]);
  });

  it('should print events with their times and the end, up to a moment where one is given', async () => {
    const events = rows((await said(['fold', TICKET, '--events'])).out);
    expect(events[1]).toEqual({ t: 248.911, c: 2, kind: 'op', op: 'add', path: '/intent' });
    expect(events.at(-1)).toEqual({ t: 1320.007, kind: 'end', reason: 'eof' });
    const early = rows((await said(['fold', TICKET, '--events', '--at', '300.1'])).out);
    expect(early.at(-1)).toEqual({ t: 300.1, c: 3, kind: 'beat', text: ' ping' });
  });

  it('should choose a run of several and say that there are more', async () => {
    const path = fixturePath('two-runs.patchcap.ndjson');
    expect(await said(['fold', path, '--run', '2'])).toEqual({ code: 0, out: '{"b":1}\n', notes: '' });
    expect((await said(['fold', path])).notes).toContain('2 runs');
    expect(await said(['fold', path, '--run', '3'])).toMatchObject({ code: 1 });
    expect(await said(['fold', path, '--run', '0'])).toMatchObject({ code: 2 });
  });

  it('should read the standard input', async () => {
    const stdin = 'event: patch\ndata: {"op":"add","path":"","value":[1.0]}\n\n';
    expect(await said(['fold', '-'], { stdin })).toMatchObject({ code: 0, out: '[1.0]\n' });
  });

  it('should fail where there is no file, nothing in it, no document, or a later version', async () => {
    expect(await said(['fold', '/nowhere/x'])).toMatchObject({
      code: 1,
      notes: 'cannot read /nowhere/x: there is no such file\n',
    });
    expect((await said(['fold', '/'])).notes).toContain('it is a folder');
    expect((await said(['fold', '-'], { stdin: '' })).notes).toContain('empty');
    expect(await said(['fold', '-'], { stdin: 'hello\n' })).toMatchObject({ code: 1, out: '' });
    expect(await said(['fold', '-'], { stdin: '{"$":"patchcap","v":2}\n' })).toMatchObject({
      code: 1,
      notes: expect.stringContaining('version 2'),
    });
  });

  it('should survive bytes that are not UTF-8 and show them', async () => {
    const stdin = Uint8Array.from([
      ...new TextEncoder().encode('{"op":"add","path":"","value":1}\n'),
      0xff,
      10,
    ]);
    expect(await said(['fold', '-'], { stdin })).toMatchObject({ code: 0, out: '1\n' });
    expect(rows((await said(['fold', '-', '--events'], { stdin })).out)[1]).toEqual({
      t: null,
      c: null,
      kind: 'bad',
      raw64: '/w==',
      error: 'not UTF-8',
    });
  });
});

describe('runCli', () => {
  it('should answer wrong usage with the usage and code 2', async () => {
    for (const args of [
      [],
      ['fly'],
      ['fold'],
      ['fold', 'a', 'b'],
      ['fold', TICKET, '--at', 'x'],
      ['fold', '--loud'],
    ]) {
      expect(await said(args)).toMatchObject({ code: 2, out: '', notes: expect.stringContaining('Usage:') });
    }
  });

  it('should help with an example', async () => {
    for (const args of [
      ['--help'],
      ['fold', '--help'],
      ['report', '-h'],
      ['check', '--help'],
      ['stream', '--help'],
      ['record', '--help'],
      ['serve', '--help'],
      ['convert', '--help'],
      ['assert', '--help'],
    ]) {
      expect(await said(args)).toMatchObject({
        code: 0,
        out: expect.stringContaining('Example:'),
        notes: '',
      });
    }
  });
});
