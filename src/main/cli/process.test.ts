import { closeSync, existsSync, openSync } from 'node:fs';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

it('should end a long job in order on Ctrl-C', async () => {
  const child = spawn(process.execPath, [CLI, 'convert', '-', '-', '--to', 'patchcap']);
  let notes = '';
  child.stderr.on('data', (chunk: Buffer) => {
    notes += chunk.toString();
  });
  // More than goes out at once; the rest is waited for, and never comes.
  child.stdin.write(LINES);
  child.stdin.on('error', () => {
    // It need not have read all of that by its end.
  });
  child.stdout.once('data', () => child.kill('SIGINT'));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(notes).toBe('landfall: interrupted\n');
});

it.runIf(existsSync('/dev/full'))('should say where its output cannot be written', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [CLI, 'fold', '-'], { stdio: ['pipe', full, 'pipe'] });
  let notes = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    notes += chunk.toString();
  });
  child.stdin?.end(LINES);
  expect(await once(child, 'close')).toEqual([1, null]);
  closeSync(full);
  expect(notes).toMatch(/^landfall: cannot write the output: ENOSPC.*\n$/);
});

it('should exit with 1 for what fails and 2 for wrong usage', async () => {
  expect(await ran(['fold', fixturePath('none')], '')).toMatchObject({ code: 1, out: '' });
  expect(await ran(['fold'], '')).toMatchObject({ code: 2, out: '' });
});

it('should let neither a key nor a message command the terminal', async () => {
  const lines = String.raw`{"op":"add","path":"","value":{}}
{"op":"add","path":"/a\u001b[2Jb","value":1}
{"error":{"message":"no\u001b]0;x\u0007"}}
`;
  const { out, notes } = await ran(['report', '-'], lines);
  expect(out).toContain(String.raw`/a\u001b[2Jb`);
  expect(out).toContain(String.raw`no\u001b]0;x\u0007`);
  const missing = await ran(['fold', `/none\u001b[2J`], '');
  expect(missing.notes).toContain(String.raw`none\u001b[2J`);
  expect(out + notes + missing.notes).not.toContain('\u001b');
});

/** Puts a program on a terminal of its own (util-linux); its output is then what a person would see. */
const SCRIPT = '/usr/bin/script';

interface RecordedOptions {
  /** What the capture holds already. */
  capture?: string;
  onTerminal?: boolean;
}

/** Records from a server that answers as it is told, until the recorder is gone. */
async function recorded(
  answer: (response: ServerResponse, recorder: ChildProcess) => void,
  { capture = '', onTerminal = false }: RecordedOptions = {},
): Promise<{ ended: unknown[]; notes: string; shown: string; capture: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-recorded-'));
  const output = join(folder, 'run.patchcap.ndjson');
  if (capture !== '') await writeFile(output, capture);
  const server = createServer((_request, response) => answer(response, child));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const schema = fixturePath('../schemas/ticket-with-team.json');
  const args = [CLI, 'record', '-s', schema, '-m', 'm1', '-p', 'hi', '-o', output];
  const [program, ...rest] = onTerminal
    ? [SCRIPT, '-qec', [process.execPath, ...args].map((arg) => `'${arg}'`).join(' '), '/dev/null']
    : [process.execPath, ...args];
  const child = spawn(program ?? '', rest, {
    env: {
      ...process.env,
      DOTTXT_API_KEY: 'sk-a-long-secret',
      DOTTXT_BASE_URL: `http://127.0.0.1:${port}/v1`,
    },
  });
  let notes = '';
  child.stderr.on('data', (chunk: Buffer) => {
    notes += chunk.toString();
  });
  let shown = '';
  let enough = false;
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    if (!onTerminal || enough || !shown.includes('1 ops')) return;
    // Once: a second Ctrl-C would not wait for the file.
    enough = true;
    child.stdin.write('\u0003');
  });
  const ended: unknown[] = await once(child, 'close');
  const text = await readFile(output, 'utf8');
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
  return { ended, notes, shown, capture: text };
}

it('should end a recording with a valid capture on Ctrl-C, and show no progress in a pipe', async () => {
  const { ended, notes, capture } = await recorded((response, recorder) => {
    response.write('{"op":"add","path":"","value":{}}\n');
    recorder.kill('SIGINT');
  });
  expect(ended).toEqual([1, null]);
  const lines = capture.trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ $: 'end', reason: 'stopped' });
  expect(notes).not.toContain('\r');
});

it.runIf(existsSync(SCRIPT) && process.platform === 'linux')(
  'should show progress on a terminal, take it away, and end with a valid capture on Ctrl-C there',
  async () => {
    const { shown, capture } = await recorded(
      (response) => void response.write('{"op":"add","path":"","value":{}}\n'),
      { onTerminal: true },
    );
    const [, progress, ...lasting] = shown.split('\r\u001b[K');
    expect(progress).toMatch(/^1 ops/);
    expect(lasting.find((line) => line.startsWith('stopped'))).toContain('· 1 op ·');
    expect(shown).not.toContain('1 ops\n');
    const lines = capture.trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ $: 'end', reason: 'stopped', ops: 1 });
  },
);

function kill(_response: ServerResponse, recorder: ChildProcess): void {
  recorder.kill('SIGKILL');
}

it(
  'should leave the capture as it was when it is killed before an answer, or an empty one',
  { timeout: 60_000 },
  async () => {
    expect(await recorded(kill)).toMatchObject({ ended: [null, 'SIGKILL'], capture: '' });
    const before = await readFile(fixturePath('support-ticket.patchcap.ndjson'), 'utf8');
    expect(await recorded(kill, { capture: before })).toMatchObject({ capture: before });
  },
);
