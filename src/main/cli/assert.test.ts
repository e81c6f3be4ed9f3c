import { describe, expect, it } from 'vitest';

import { fixturePath, said } from '../../../tests/support/captured-io.ts';

const TICKET = fixturePath('support-ticket.patchcap.ndjson');

describe('assert', () => {
  it('should not call complete what its schema could not check', async () => {
    const stdin = `{"$":"patchcap","v":1,"schema":"{\\"$ref\\":\\"#/none\\"}"}
{"op":"add","path":"","value":{}}
{"$":"end","t":null,"reason":"eof"}
`;
    const { code, out } = await said(['assert', '-', '--complete'], { stdin });
    expect(code).toBe(1);
    expect(out).toContain('could not be checked');
  });

  it('should pass where all hold, and report each', async () => {
    expect(
      await said([
        'assert',
        TICKET,
        '--within',
        '/intent:300',
        '--within',
        '/steps/*:500',
        '--order',
        '--complete',
      ]),
    ).toEqual({
      code: 0,
      out: [
        'ok    --within /intent:300: landed at 248.9 ms',
        'ok    --within /steps/*:500: 2 nodes, the last landed at 455.3 ms',
        'ok    --order: as declared',
        'ok    --complete: complete · valid · 7 ops · 1,320 ms',
        '',
      ].join('\n'),
      notes: '',
    });
  });

  it('should fail with code 1 where one does not hold, and report the others all the same', async () => {
    const { code, out, notes } = await said([
      'assert',
      TICKET,
      '--within',
      '/reply:300',
      '--within',
      '/none:300',
      '--complete',
    ]);
    expect(code).toBe(1);
    expect(out).toBe(
      'FAIL  --within /reply:300: landed at 1210.5 ms\nFAIL  --within /none:300: never arrived\nok    --complete: complete · valid · 7 ops · 1,320 ms\n',
    );
    expect(notes).toBe('2 of 3 assertions do not hold\n');
  });

  it('should hold every run of a file to it, or the one that is named', async () => {
    const two = fixturePath('two-runs.patchcap.ndjson');
    const all = await said(['assert', two, '--within', '/b:1000']);
    expect(all.out).toMatch(/FAIL {2}run 1 .*never arrived\n(?:ok {2}|FAIL) {2}run 2 /);
    expect((await said(['assert', two, '--within', '/b:1000', '--run', '2'])).out).not.toContain('run 1');
  });

  it('should say which keys came out of the declared order', async () => {
    const schema = '{"properties":{"a":{},"b":{},"c":{"properties":{"x":{},"y":{}}}}}';
    const header = JSON.stringify({ $: 'patchcap', v: 1, schema });
    const run = (paths: string[]): string =>
      [header, ...['', ...paths].map((path) => `{"op":"add","path":"${path}","value":{}}`), ''].join('\n');
    const asserted = async (...paths: string[]): Promise<string> =>
      (await said(['assert', '-', '--order'], { stdin: run(paths) })).out;
    expect(await asserted('/a', '/b', '/c', '/c/x', '/c/y', '/z')).toBe('ok    --order: as declared\n');
    expect(await asserted('/b', '/c', '/a')).toContain('out of the declared order: a\n');
    expect(await asserted('/c', '/c/y', '/c/x')).toContain('out of the declared order in /c: ');
    expect(await said(['assert', fixturePath('bare.ndjson'), '--order'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('no schema'),
    });
  });

  it('should prove nothing by times that are missing or made up', async () => {
    expect((await said(['assert', fixturePath('bare.ndjson'), '--within', '/a:9'])).out).toContain(
      'no times',
    );
    const made = await said([
      'convert',
      fixturePath('bare.ndjson'),
      '-',
      '--to',
      'patchcap',
      '--synthetic',
      'step:1',
    ]);
    const { code, out } = await said(['assert', '-', '--within', '/a:900'], { stdin: made.out });
    expect(code).toBe(1);
    expect(out).toContain('synthetic');
  });

  it('should let no key of a stream command the terminal', async () => {
    const header = JSON.stringify({ $: 'patchcap', v: 1, schema: '{"properties":{"\\u001b[2J":{},"b":{}}}' });
    const stdin = `${header}\n{"op":"add","path":"","value":{"b":1,"\\u001b[2J":2}}\n`;
    const { out } = await said(['assert', '-', '--order'], { stdin });
    expect(out).toContain('out of the declared order');
    expect(out).not.toContain(String.fromCharCode(27));
  });

  it('should give the findings to programs', async () => {
    const { out } = await said(['assert', TICKET, '--within', '/intent:1', '--json']);
    expect(JSON.parse(out)).toEqual({
      ok: false,
      findings: [{ run: 1, assertion: '--within /intent:1', ok: false, detail: 'landed at 248.9 ms' }],
    });
  });

  it('should say what is wrong with how it is called', async () => {
    for (const args of [
      [TICKET],
      [TICKET, '--within', '/a'],
      [TICKET, '--within', 'a:1'],
      [TICKET, '--within', '/a:'],
      ['--order'],
    ]) {
      expect(await said(['assert', ...args])).toMatchObject({ code: 2, out: '' });
    }
  });
});
