import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { fixturePath, type Said, said } from '../../../tests/support/captured-io.ts';

const TICKET = fixturePath('support-ticket.patchcap.ndjson');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-convert-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** What comes out on the standard output. */
function converted(from: string, to: string, options: string[] = [], stdin?: string): Promise<Said> {
  return said(['convert', from, '-', '--to', to, ...options], stdin === undefined ? {} : { stdin });
}

describe('convert', () => {
  it('should write what the name says, and leave a capture as it was, byte for byte', async () => {
    const out = join(folder, 'copy.patchcap.ndjson');
    expect(await said(['convert', TICKET, out])).toEqual({ code: 0, out: '', notes: '' });
    expect(await readFile(out, 'utf8')).toBe(await readFile(TICKET, 'utf8'));
    expect(await readdir(folder)).toEqual(['copy.patchcap.ndjson']);
  });

  it('should write to the standard output in the format that is asked for', async () => {
    const { code, out } = await converted(TICKET, 'csv');
    expect(code).toBe(0);
    expect(out.split('\r\n')[1]).toMatch(/^\/intent,/);
    expect((await converted(TICKET, 'ops')).out).not.toContain('"t":');
  });

  it('should read foreign files, as what they are or as what is said', async () => {
    const har = await converted(fixturePath('browser.har'), 'patchcap');
    expect(har.out).toContain('{"op":"add","path":"/10","value":1.0,"t":248.500}');
    expect(har.notes).toContain('is taken for HTTP archive (HAR)');
    const stdin = '{"a":1}\n{"a":1,"b":2}\n';
    expect((await converted('-', 'ops', [], stdin)).out).toContain('"path":"/b"');
    expect(await converted('-', 'ops', ['--from', 'ops'], stdin)).toMatchObject({
      code: 1,
    });
    const pairs = '[0.5,{"op":"add","path":"","value":1}]\n';
    const inSeconds = await converted('-', 'patchcap', ['--unit', 's'], pairs);
    expect(inSeconds.out).toContain('"t":500.000');
  });

  it('should keep all the runs of a file in a capture, and one in any other format', async () => {
    const two = fixturePath('two-runs.patchcap.ndjson');
    const all = await converted(two, 'patchcap');
    expect(all.out.match(/"patchcap"/g)).toHaveLength(2);
    expect((await converted(two, 'patchcap', ['--run', '2'])).out.match(/"patchcap"/g)).toHaveLength(1);
    expect((await converted(two, 'ops', ['--run', '2'])).out).toContain('{"b":1}');
    expect(await converted(two, 'patchcap', ['--run', '3'])).toMatchObject({ code: 1 });
  });

  it('should write without values', async () => {
    const { out } = await converted(TICKET, 'patchcap', ['--without-values']);
    expect(out).toContain('{"op":"add","path":"/intent","value":"xxxxxxx","t":248.911,"c":2}');
    expect(out).not.toMatch(/billing|charged/);
    const bare = fixturePath('bare.ndjson');
    const [masked, kept] = [['--without-values'], ['--without-values', '--keep-keys']];
    expect((await converted(bare, 'ops', masked)).out).not.toContain('__proto__');
    expect((await converted(bare, 'ops', kept)).out).toContain('__proto__');
  });

  it('should make up times on request alone, mark them, and never beside measured ones', async () => {
    const bare = fixturePath('bare.ndjson');
    const plain = await converted(bare, 'patchcap');
    expect(plain.out).not.toMatch(/"t":|synthetic/);
    const made = await converted(bare, 'patchcap', ['--synthetic', 'rate:200,50']);
    expect(made.out).toContain('"synthetic":true');
    expect(made.out).toContain('{"op":"add","path":"/10","value":1.0,"t":220.000}');
    const like = await converted(bare, 'patchcap', ['--synthetic', `like:${TICKET}`]);
    expect(like.out).toContain('{"op":"add","path":"","value":{},"t":212.030}');
    expect((await converted(bare, 'csv', ['--synthetic', 'step:20'])).out).toContain(',synthetic');
    const beside = await converted(TICKET, 'patchcap', ['--synthetic', 'step:20']);
    expect(beside).toMatchObject({ code: 1, notes: expect.stringContaining('times of its own') });
    for (const pace of ['step', 'step:x', 'rate:1', 'rate:1,0', 'like:', 'fast:1']) {
      expect(await converted(bare, 'csv', ['--synthetic', pace])).toMatchObject({
        code: 2,
      });
    }
  });

  it('should leave what is there, unless it is forced, and leave nothing behind a failure', async () => {
    const out = join(folder, 'out.trace.json');
    await writeFile(out, 'mine');
    expect(await said(['convert', TICKET, out])).toMatchObject({
      code: 1,
      notes: expect.stringContaining('--force'),
    });
    expect(await said(['convert', fixturePath('bare.ndjson'), out, '--force'])).toMatchObject({
      code: 1,
      notes: expect.stringContaining('no times'),
    });
    expect(await readFile(out, 'utf8')).toBe('mine');
    expect(await said(['convert', TICKET, out, '--force'])).toMatchObject({ code: 0 });
    expect(JSON.parse(await readFile(out, 'utf8'))).toHaveProperty('traceEvents');
    expect(await readdir(folder)).toEqual(['out.trace.json']);
  });

  it('should say what is wrong with how it is called', async () => {
    for (const args of [
      ['a'],
      [TICKET, 'b'],
      [TICKET, '-', '--to', 'pdf'],
      [TICKET, '-', '--to', 'csv', '--from', 'x'],
      [TICKET, '-', '--to', 'csv', '--unit', 'h'],
    ]) {
      expect(await said(['convert', ...args])).toMatchObject({ code: 2, out: '' });
    }
    expect(await converted('/nowhere', 'csv')).toMatchObject({ code: 1 });
  });
});
