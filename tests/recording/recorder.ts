/**
 * A process of its own that records a fast stream as Landfall does, and says of each read what it received, before it
 * is anywhere else. The test kills it.
 *
 *     node recorder.ts FOLDER library|command
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { headerLine } from '../../src/core/capture/encode.ts';
import { captureSink } from '../../src/main/cli/capture-sink.ts';
import { captureWriter } from '../../src/main/library/capture-writer.ts';

/** 20,000 operations a second, in reads of 20. */
const OPS_A_READ = 20;
const READ_EVERY_MS = 1;

const [, , folder = '.', way] = process.argv;
/** The shells record into a new file, `landfall record` into the one it was given. */
const writer =
  way === 'library'
    ? await captureWriter({ folder, wall: '2026-01-01T00:00:00.000Z', title: 'flood' })
    : await captureSink(join(folder, 'flood.patchcap.ndjson'), fail);
const began = performance.now();
let c = 0;
let ops = 0;

writer.write(headerLine({ $: 'patchcap', v: 1, t0: 'request-sent', label: 'flood' }));
receive(['{"op":"add","path":"","value":[]}']);
setInterval(() => {
  receive(Array.from({ length: OPS_A_READ }, () => `{"op":"add","path":"/-","value":${ops++}}`));
}, READ_EVERY_MS);

function receive(texts: string[]): void {
  const t = (performance.now() - began).toFixed(3);
  c += 1;
  writer.write(texts.map((text) => `${text.slice(0, -1)},"t":${t},"c":${c}}`).join('\n'));
  // At once and unbuffered, so that the report is never behind the file.
  writeSync(1, `${t}\n`);
}

function fail(problem: string): void {
  throw new Error(problem);
}
