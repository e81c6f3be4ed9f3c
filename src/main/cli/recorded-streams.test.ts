import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { said } from '../../../tests/support/captured-io.ts';
import { endLine, headerLine } from '../../core/capture/encode.ts';
import { frameLine } from '../../core/capture/frame-line.ts';
import { protocol, type ProtocolId } from '../../core/protocols/table.ts';
import { createFramer } from '../../core/wire/framer.ts';
import { sniffFraming } from '../../core/wire/sniff.ts';

function pathOf(file: string): string {
  return new URL(`../../../tests/fixtures/protocols/${file}`, import.meta.url).pathname;
}

/** The capture of a stream whose frames came 10 ms apart from 100 ms on, each with a socket read of its own. */
function captureOf(id: ProtocolId, file: string): string {
  const bytes = readFileSync(pathOf(file));
  const framing = sniffFraming(null, bytes, protocol(id).framings);
  const framer = createFramer(framing);
  const frames = [...framer.push(bytes), ...framer.end()];
  return [
    headerLine({ $: 'patchcap', v: 1, t0: 'request-sent', source: { framing, protocol: id } }),
    ...frames.map((frame, i) => frameLine({ t: 100 + 10 * i, c: i + 1 }, frame)),
    endLine({ kind: 'end', t: 1000, reason: 'done' }),
    '',
  ].join('\n');
}

interface Row {
  pointer: string;
  tOpen: number | null;
  tLand: number | null;
  close: string;
}

async function report(
  stdin: string,
): Promise<{ protocol: string; headline: string; nodes: Map<string, Row> }> {
  const { out } = await said(['report', '-', '--json'], { stdin });
  const told = JSON.parse(out) as { protocol: string; verdict: { headline: string }; nodes: Row[] };
  return {
    protocol: told.protocol,
    headline: told.verdict.headline,
    nodes: new Map(told.nodes.map((row) => [row.pointer, row])),
  };
}

describe('recorded streams of text', () => {
  it('should report when each value landed, and each bracket to the frame', async () => {
    const { protocol: id, headline, nodes } = await report(captureOf('openai.chat', 'openai.chat.sse.txt'));
    expect({ id, headline }).toEqual({ id: 'openai.chat', headline: 'complete' });
    // From 140 on: {"table": · 12.0 · ,"wi · shes":["win · dow \\u26 · 05", · "quiet"] · ,"note":"… · …"}
    expect(nodes.get('')).toMatchObject({ tOpen: 140, tLand: 220, close: 'exact' });
    expect(nodes.get('/table')).toMatchObject({ tOpen: 140, tLand: 160, close: 'exact' });
    expect(nodes.get('/wishes')).toMatchObject({ tOpen: 170, tLand: 200, close: 'exact' });
    expect(nodes.get('/wishes/0')).toMatchObject({ tOpen: 170, tLand: 190, close: 'exact' });
    expect(nodes.get('/note')).toMatchObject({ tOpen: 200, tLand: 220, close: 'exact' });
  });

  it('should fold to the document of a moment, half values left out', async () => {
    const stdin = captureOf('openai.chat', 'openai.chat.sse.txt');
    const at = async (ms: number): Promise<string> =>
      (await said(['fold', '-', '--at', String(ms)], { stdin })).out.trim();
    expect(await at(179)).toBe('{"table":12.0,"wishes":[]}');
    expect(await at(190)).toBe('{"table":12.0,"wishes":["window \\u2605"]}');
    expect(await at(219)).toBe('{"table":12.0,"wishes":["window \\u2605","quiet"]}');
  });

  it('should say what each tool call was, in one row an event', async () => {
    const { out } = await said(['fold', '-', '--events'], {
      stdin: captureOf('openai.chat', 'openai.chat.tools.sse.txt'),
    });
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { [member: string]: unknown });
    expect(rows.filter(({ kind }) => kind === 'document')).toMatchObject([
      { t: 120, name: 'book_table' },
      { t: 140, doc: 'tools/1', name: 'send_note' },
    ]);
    expect(rows.filter(({ kind }) => kind === 'close')).toMatchObject([
      { t: 160, doc: 'tools/1', path: '' },
      { t: 170, path: '' },
    ]);
    expect(rows.at(-1)).toEqual({ t: 1000, kind: 'end', reason: 'done' });
  });

  it('should read a file as the protocol that a person names', async () => {
    const stdin = '{"a":1}\n{"a":2}\n';
    expect((await said(['fold', '-', '--protocol', 'json.text'], { stdin })).out).toBe('{"a":2}\n');
    expect(await said(['fold', '-', '--protocol', 'nonsense'], { stdin })).toMatchObject({ code: 2 });
    const chunk = '{"choices":[{"delta":{"content":"[1]"}}]}\n';
    expect((await said(['fold', '-', '--protocol', 'openai.chat'], { stdin: chunk })).out).toBe('[1]\n');
  });
});
