import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { fixturePath } from '../../../tests/support/captured-io.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const LINES = `{"op":"add","path":"","value":[]}\n${'{"op":"add","path":"/-","value":"some text"}\n'.repeat(20_000)}`;

interface Ran {
  code: unknown;
  out: string;
  notes: string;
}

/** The real program. `cut`: stop reading its output after the first piece. */
async function ran(args: string[], stdin: string, cut = false): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args]);
  let out = '';
  let notes = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (cut) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    notes += chunk.toString();
  });
  child.stdin.end(stdin);
  const [code]: unknown[] = await once(child, 'close');
  return { code, out, notes };
}

it('should read a pipe, write a pipe and exit with 0', async () => {
  const { code, out, notes } = await ran(['fold', '-', '--events'], LINES);
  expect({ code, notes }).toEqual({ code: 0, notes: '' });
  expect(out.trimEnd().split('\n')).toHaveLength(20_001);
});

it('should end quietly when nobody reads on', async () => {
  const { code, notes } = await ran(['fold', '-', '--events'], LINES, true);
  expect({ code, notes }).toEqual({ code: 0, notes: '' });
});

it('should exit with 1 for what fails and 2 for wrong usage', async () => {
  expect(await ran(['fold', fixturePath('none')], '')).toMatchObject({ code: 1, out: '' });
  expect(await ran(['fold'], '')).toMatchObject({ code: 2, out: '' });
});
