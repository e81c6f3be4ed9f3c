import { elementSources } from '../element-sources.ts';
import { member, numberOf, stringOf } from '../members.ts';
import type { ImportFormat, ImportOptions } from './format.ts';
import { RunWriter } from './run-writer.ts';
import { whole, type WholeFindings } from './whole-reader.ts';

/**
 * Fixtures of aimock (npm `@copilotkit/aimock`, its types `FixtureFile` and `RecordedTimings`): for each a response
 * with `content` or `toolCalls`, and, where it was recorded, `recordedTimings` with `ttftMs` and `interChunkDelaysMs`
 * for the frames of the recording.
 *
 * The frames themselves are not kept. So the text is cut as aimock's own replay cuts it, and the n-th piece is given the
 * time of the n-th frame: near the truth, not the truth, and marked as synthetic.
 */
export const aimock: ImportFormat = {
  id: 'aimock',
  title: 'fixtures of aimock',
  fits: ({ text }) =>
    /^\ufeff?\s*\{[^[]{0,4096}?"fixtures"\s*:\s*\[/s.test(text) && /"(?:match|response)"\s*:/.test(text),
  open: (options) =>
    whole('fixtures of aimock', (document, text, out) => readFixtures(document, text, options, out)),
};

/** Characters of a piece, where a fixture does not say. */
const CHUNK_SIZE = 20;

function readFixtures(document: unknown, text: string, options: ImportOptions, out: string[]): WholeFindings {
  const fixtures = member(document, 'fixtures');
  const sources = [...elementSources(elementSources(text).get('fixtures') ?? '[]').values()];
  let runs = 0;
  let timed = 0;
  let skipped = 0;
  for (const [index, fixture] of Array.isArray(fixtures) ? fixtures.entries() : []) {
    const answer = answerOf(fixture, sources[index] ?? '{}');
    if (answer === null) {
      skipped += 1;
      continue;
    }
    runs += 1;
    if (readFixture(fixture, answer, options, out)) timed += 1;
  }
  if (runs === 0)
    return { runs, notes: [], refused: 'No fixture in this file answers with text or a tool call.' };
  const notes: string[] = [];
  if (runs > 1) notes.push(`The file holds ${runs} runs.`);
  if (skipped > 0)
    notes.push(`Fixtures that answer with neither text nor a tool call were left out: ${skipped}.`);
  if (timed > 0) {
    notes.push(
      'aimock keeps the times of frames, but not what was in them; which text came when is an assumption.',
    );
  }
  return { runs, notes };
}

/** Whether the fixture has times. */
function readFixture(fixture: unknown, answer: string, { name }: ImportOptions, out: string[]): boolean {
  const timings = member(fixture, 'recordedTimings');
  const ttft = numberOf(timings, 'ttftMs');
  const delays = numbersOf(member(timings, 'interChunkDelaysMs'));
  const mean = delays.reduce((sum, delay) => sum + delay, 0) / Math.max(1, delays.length);
  const asked = stringOf(member(fixture, 'match'), 'userMessage');
  const model = stringOf(member(fixture, 'match'), 'model');
  const writer = new RunWriter({
    framing: 'text',
    protocol: 'json.text',
    t0: ttft === undefined ? 'unknown' : 'request-sent',
    label: asked ?? name,
    ...(asked === undefined ? {} : { draft: { input: asked } }),
    ...(model === undefined ? {} : { connection: { model } }),
    ...(ttft === undefined ? {} : { synthetic: true }),
  });
  const size = Math.max(1, Math.floor(numberOf(fixture, 'chunkSize') ?? CHUNK_SIZE));
  let t = Math.max(0, ttft ?? 0);
  for (let from = 0, piece = 0; from < answer.length; from += size, piece += 1) {
    // Behind the recorded frames aimock goes on at their mean pace.
    if (piece > 0) t += Math.max(0, delays[piece - 1] ?? mean);
    const stamp = { t: ttft === undefined ? null : t, c: null };
    writer.frame({ kind: 'text', text: answer.slice(from, from + size) }, stamp, out);
  }
  const total = numberOf(timings, 'totalDurationMs');
  writer.end(out, { reason: 'eof', t: ttft === undefined ? null : Math.max(t, total ?? t) });
  return ttft !== undefined;
}

/** The text that is streamed: the content, or the arguments of the first tool call. */
function answerOf(fixture: unknown, source: string): string | null {
  const response = elementSources(source).get('response') ?? '{}';
  const content = member(member(fixture, 'response'), 'content');
  if (typeof content === 'string') return content;
  // Content and arguments may be written as JSON rather than as its text.
  if (typeof content === 'object' && content !== null) return elementSources(response).get('content') ?? null;
  const calls = member(member(fixture, 'response'), 'toolCalls');
  if (!Array.isArray(calls)) return null;
  const given = member(calls[0], 'arguments');
  if (typeof given === 'string') return given;
  const [call = '{}'] = elementSources(elementSources(response).get('toolCalls') ?? '[]').values();
  return elementSources(call).get('arguments') ?? null;
}

function numbersOf(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number' && Number.isFinite(one)) : [];
}
