import { assess } from '../../core/run/assess.ts';
import type { EventLog } from '../../core/run/log.ts';
import { RunRecord } from '../../core/run/record.ts';
import { prepareRun } from '../gateway/prepare-run.ts';
import { streamRun } from '../gateway/stream-run.ts';
import { client } from '../gateway/streaming-client.ts';
import { readArguments } from './arguments.ts';
import { captureSink } from './capture-sink.ts';
import { checker } from './checker.ts';
import { endpointOf } from './endpoint.ts';
import { type CliIo, Failure, UsageError } from './io.ts';
import { fileText, streamText } from './read-file.ts';
import { verdictLine } from './verdict-line.ts';

export const streamUsage = `Usage: landfall stream -m MODEL -s SCHEMA [PROMPT] [--capture FILE]

Runs a prompt against a dottxt endpoint and prints each operation as it lands, one a line.
Without PROMPT it is read from the standard input. The verdict goes to the standard error;
exit code 1 where the run is not complete.

  -m, --model MODEL      the model; otherwise DOTTXT_MODEL
  -s, --schema SCHEMA    the file with the JSON Schema, sent as it is written
  --capture FILE         adds the run with its times to this file (patchcap)

Environment: DOTTXT_API_KEY, DOTTXT_BASE_URL, DOTTXT_MODEL.

Example: landfall stream -m MODEL -s ticket.schema.json "I was charged twice" --capture run.patchcap.ndjson`;

/** Characters of a refusing server's answer: an error in JSON is shorter, a web page need not fill the terminal. */
const ANSWER_SHOWN = 2000;

export async function stream(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, {
    model: { type: 'string', short: 'm' },
    schema: { type: 'string', short: 's' },
    capture: { type: 'string' },
  });
  const schemaPath = given.text('schema');
  const model = given.text('model') ?? io.env['DOTTXT_MODEL'] ?? '';
  if (schemaPath === undefined) throw new UsageError('a schema is missing: -s SCHEMA');
  if (model === '') throw new UsageError('a model is missing: -m MODEL, or DOTTXT_MODEL');
  if (given.positionals.length > 1) throw new UsageError('the prompt is one argument: put it in quotes');
  client.start();
  const prompt = given.positionals[0] ?? (await promptFromStdin(io));
  const schema = await fileText(io, schemaPath);
  const key = io.env['DOTTXT_API_KEY'] || null;
  if (key === null) throw new Failure('there is no key: set DOTTXT_API_KEY to the key of the endpoint');

  const draft = { title: '', schema, input: prompt, params: {}, extra: {}, gates: [] };
  const prepared = prepareRun({ draft, connection: endpointOf(io, model), model, key });
  if (!prepared.ok) throw new Failure(prepared.problem.message);

  const capturePath = given.text('capture');
  const recording =
    capturePath === undefined
      ? null
      : await captureSink(capturePath, (problem) => io.note(`${capturePath}: ${problem}`));
  const record = new RunRecord();
  // One chain, so that what lands together stays in order and a slow reader slows nothing but itself.
  let printed = Promise.resolve();
  let failed: unknown = null;
  await streamRun({
    run: prepared.run,
    signal: io.signal,
    onLines(lines) {
      recording?.write(lines);
      const before = record.log.length;
      record.pushAll(lines);
      const text = operationsFrom(record.log, before);
      if (text === '') return;
      printed = printed
        .then(() => io.out(text))
        .catch((error: unknown) => {
          failed ??= error;
        });
    },
  });
  await printed;
  await recording?.end();
  if (failed !== null) throw failed;
  const verdict = await assess(record, checker.document);
  if (verdict.headline !== 'complete') {
    const answer = verdict.refusal?.body.slice(0, ANSWER_SHOWN).trim();
    throw new Failure(`${verdictLine(verdict)}\n${verdict.reason}${answer ? `\n${answer}` : ''}`);
  }
  io.note(verdictLine(verdict));
}

async function promptFromStdin(io: CliIo): Promise<string> {
  if (!io.stdinPiped) throw new UsageError('a prompt is missing: as an argument, or on the standard input');
  const prompt = (await streamText(io.stdin)).trim();
  if (prompt === '') throw new UsageError('the prompt on the standard input is empty');
  return prompt;
}

/** The operations from an event on, bare and one a line. Raw line ends in an operation stand between tokens only. */
function operationsFrom(log: EventLog, first: number): string {
  let text = '';
  for (let i = first; i < log.length; i += 1) {
    const kind = log.kind(i);
    if (kind !== 'op' && kind !== 'ops') continue;
    const event = log.event(i);
    if (event.kind === 'op') text += `${event.text.replaceAll(/[\r\n]+/g, ' ').trim()}\n`;
    if (event.kind === 'ops') text += event.ops.map((op) => `${JSON.stringify(op)}\n`).join('');
  }
  return text;
}
