import type { DocumentView, NodeId } from '../../core/document/history.ts';
import { visible } from '../../core/json/visible.ts';
import { escapeToken } from '../../core/patch/pointer.ts';
import { assess } from '../../core/run/assess.ts';
import type { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { type NodeTimes, nodeTimes } from '../../core/timing/arrivals.ts';
import { oneFile, readArguments } from './arguments.ts';
import { checker } from './checker.ts';
import { batched, type CliIo } from './io.ts';
import { loadRun, READING_OPTIONS, readingOf } from './load-run.ts';
import { fileText } from './read-file.ts';
import { verdictLine } from './verdict-line.ts';

export const reportUsage = `Usage: landfall report FILE|- [--json] [--schema FILE] [--run N]

Prints when each node of the document opened and landed, in milliseconds since the request,
and the verdict of the run.

  --json           one object: protocol, framing, ops, durationMs, verdict, nodes
  --schema FILE    checks the document against this schema, not the capture's own
  --run N          the N-th run of a file that holds several
  --protocol ID    what the stream is, where it is taken for something else
  --from, --unit   what the file is, and what its times are counted in

Example: landfall report run.patchcap.ndjson --json`;

interface NodeRow extends NodeTimes {
  pointer: string;
}

export async function report(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, {
    json: { type: 'boolean' },
    schema: { type: 'string' },
    run: { type: 'string' },
    ...READING_OPTIONS,
  });
  const path = oneFile(given);
  const schemaPath = given.text('schema');
  const schema = schemaPath === undefined ? undefined : await fileText(io, schemaPath);
  const { record } = await loadRun(io, path, given.number('run'), readingOf(given));
  const verdict = await assess(record, checker.document, schema);
  await (given.flag('json') ? printJson(record, verdict, io) : printText(record, verdict, io));
}

/** Written row by row: a run of a million operations has as many nodes. */
async function printJson(record: RunRecord, verdict: Verdict, io: CliIo): Promise<void> {
  const output = batched(io);
  const { ops, durationMs } = verdict;
  const head = JSON.stringify({ ...sourceOf(record), ops, durationMs, verdict });
  await output.write(`${head.slice(0, -1)},"nodes":[`);
  let separator = '';
  for (const row of rowsOf(record)) {
    await output.write(`${separator}${JSON.stringify(row)}`);
    separator = ',';
  }
  await output.write(']}\n');
  await output.end();
}

async function printText(record: RunRecord, verdict: Verdict, io: CliIo): Promise<void> {
  const output = batched(io);
  const { protocol, framing } = sourceOf(record);
  await output.write(`${verdictLine(verdict)}\n${visible(verdict.reason)}\n${protocol} over ${framing}\n\n`);
  await output.write(`${columns('opens', 'lands', 'close')}  node\n`);
  for (const { pointer, tOpen, tLand, close } of rowsOf(record)) {
    await output.write(
      `${columns(time(tOpen), time(tLand), close)}  ${pointer === '' ? '(root)' : visible(pointer)}\n`,
    );
  }
  await output.end();
}

/** What a file that does not say is read as. */
function sourceOf({ header }: RunRecord): { protocol: string; framing: string } {
  return {
    protocol: header?.source?.protocol ?? 'dottxt.patch',
    framing: header?.source?.framing ?? 'ndjson',
  };
}

/** Every node in document order. */
function* rowsOf(record: RunRecord): Generator<NodeRow> {
  const view = record.history.at(record.log.length - 1);
  const root = view.root();
  if (root !== null) yield* rowsUnder(record, view, root, '');
}

function* rowsUnder(
  record: RunRecord,
  view: DocumentView,
  node: NodeId,
  pointer: string,
): Generator<NodeRow> {
  const { tOpen, tLand, close } = nodeTimes(record, view, node);
  yield { pointer, tOpen, tLand, close };
  for (const [index, child] of view.children(node).entries()) {
    const name = view.type(node) === 'array' ? String(index) : escapeToken(String(view.name(child)));
    yield* rowsUnder(record, view, child, `${pointer}/${name}`);
  }
}

/** Wide enough for an hour with three decimals. */
function columns(open: string, land: string, close: string): string {
  return `${open.padStart(11)} ${land.padStart(11)}  ${close.padEnd(8)}`;
}

function time(t: number | null): string {
  return t === null ? '–' : t.toFixed(3);
}
