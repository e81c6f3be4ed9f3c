import { visible } from '../../core/json/visible.ts';
import { assess } from '../../core/run/assess.ts';
import type { Connection, Draft, MustFollow, Parameters } from '../../core/run/draft.ts';
import { RunRecord } from '../../core/run/record.ts';
import { fieldsOf } from '../../core/schema/fields.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import { checkMustFollow } from '../../core/timing/must-follow.ts';
import { type PreparedRun, prepareRun } from '../gateway/prepare-run.ts';
import { streamRun } from '../gateway/stream-run.ts';
import { client } from '../gateway/streaming-client.ts';
import type { Recording } from '../library/capture-writer.ts';
import { type LazySimulator, lazySimulator } from '../simulated.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { captureSink } from './capture-sink.ts';
import { checker } from './checker.ts';
import { type DraftFile, readDraft } from './draft-file.ts';
import { endpointOf } from './endpoint.ts';
import { type CliIo, Failure, UsageError } from './io.ts';
import { progressOf } from './progress.ts';
import { fileText } from './read-file.ts';
import { verdictLine } from './verdict-line.ts';

export const recordUsage = `Usage: landfall record [DRAFT] -o FILE [-s SCHEMA] [-m MODEL] [-p PROMPT] [--repeat N]

Runs a draft and writes what arrives, with its times, into a capture. DRAFT is a JSON file with
title, input, params, extra, gates, mustFollow and schema (or a schema.json beside it); flags win
over it.
Prints the verdict of each run; exit code 1 where one is not complete. An interrupt ends the run
and leaves a valid capture.

  -o, --output FILE      the capture; a run is added behind those that are in it
  -s, --schema SCHEMA    the file with the JSON Schema, sent as it is written
  -m, --model MODEL      the model; otherwise the draft's, or DOTTXT_MODEL
  -p, --prompt PROMPT    the prompt
  --repeat N             as many runs, one after another, into the same file
  --temperature, --max-tokens, --seed, --timeout (seconds)
  --simulator            the built-in Simulator rather than an endpoint; times are marked simulated

Environment: DOTTXT_API_KEY, DOTTXT_BASE_URL, DOTTXT_MODEL.

Example: landfall record examples/early-routing/draft.json --simulator --repeat 5 -o routing.patchcap.ndjson`;

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  schema: { type: 'string', short: 's' },
  model: { type: 'string', short: 'm' },
  prompt: { type: 'string', short: 'p' },
  repeat: { type: 'string' },
  temperature: { type: 'string' },
  'max-tokens': { type: 'string' },
  seed: { type: 'string' },
  timeout: { type: 'string' },
  simulator: { type: 'boolean' },
} as const;

/** The Simulator's first model: what the window begins with. */
const SIMULATED_MODEL = 'sim/steady-40tps';

export async function record(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, OPTIONS);
  const output = given.text('output');
  const repeat = given.number('repeat') ?? 1;
  if (output === undefined) throw new UsageError('a capture to write is missing: -o FILE');
  if (!Number.isInteger(repeat) || repeat < 1) throw new UsageError('--repeat must be a whole number from 1');
  if (given.positionals.length > 1) throw new UsageError('one draft at a time; the prompt goes behind -p');
  client.start();
  const [path] = given.positionals;
  const file: DraftFile = path === undefined ? { draft: {}, model: undefined } : await readDraft(io, path);
  const draft = await draftOf(io, given, file.draft);
  const simulator = given.flag('simulator') ? lazySimulator() : null;
  try {
    const model =
      given.text('model') ?? file.model ?? (simulator ? SIMULATED_MODEL : (io.env['DOTTXT_MODEL'] ?? ''));
    const connection = simulator === null ? endpointOf(io, model) : await simulated(simulator, model);
    const key = simulator === null ? io.env['DOTTXT_API_KEY'] || null : null;
    // Prepared once to say what is missing before a file is made, and again for each run: it has an id and a time.
    const prepare = (): PreparedRun => {
      const prepared = prepareRun({ draft, connection, model, key });
      if (!prepared.ok) throw new Failure(prepared.problem.message);
      return prepared.run;
    };
    prepare();
    await recordRuns(io, prepare, output, repeat);
  } finally {
    await simulator?.close();
  }
}

async function recordRuns(
  io: CliIo,
  prepare: () => PreparedRun,
  path: string,
  repeat: number,
): Promise<void> {
  const recording = await captureSink(path, (problem) => io.note(`${path}: ${problem}`));
  let incomplete = 0;
  let done = 0;
  try {
    // A run that cannot be kept was wanted for nothing: the one under way ends, and none follows it.
    for (; done < repeat && !io.signal.aborted && recording.problem === null; done += 1) {
      if (!(await recordRun(io, prepare(), recording, repeat === 1 ? '' : `${done + 1}/${repeat} `)))
        incomplete += 1;
      await recording.written();
    }
  } finally {
    await recording.end();
  }
  if (recording.problem !== null) throw new Failure(`${path} is not complete`);
  if (done < repeat) throw new Failure(`stopped after ${done} of ${repeat} runs; ${path} has them`);
  if (incomplete > 0) throw new Failure(`${incomplete} of ${repeat} runs not complete`);
}

/** Whether the run was complete. */
async function recordRun(io: CliIo, run: PreparedRun, recording: Recording, which: string): Promise<boolean> {
  const progress = progressOf(io);
  const folded = new RunRecord();
  await streamRun({
    run,
    signal: io.signal,
    onLines(lines) {
      recording.write(lines);
      folded.pushAll(lines);
      progress.show(() => `${which}${folded.ops} ops`);
    },
  });
  progress.done();
  const verdict = await assess(folded, checker.document);
  const complete = verdict.headline === 'complete';
  await io.out(`${which}${verdictLine(verdict)}\n${complete ? '' : `  ${visible(verdict.reason)}\n`}`);
  return complete;
}

async function draftOf(io: CliIo, given: Arguments, file: Partial<Draft>): Promise<Draft> {
  const schemaPath = given.text('schema');
  const schema = schemaPath === undefined ? file.schema : await fileText(io, schemaPath);
  const input = given.text('prompt') ?? file.input;
  if (schema === undefined) throw new UsageError('a schema is missing: -s SCHEMA, or in the draft');
  if (input === undefined) throw new UsageError('a prompt is missing: -p PROMPT, or in the draft');
  const params: Parameters = { ...file.params };
  for (const [member, name] of [
    ['temperature', 'temperature'],
    ['max_tokens', 'max-tokens'],
    ['seed', 'seed'],
    ['timeout', 'timeout'],
  ] as const) {
    const value = given.number(name);
    if (value !== undefined) params[member] = value;
  }
  return {
    title: file.title ?? '',
    schema,
    input,
    params,
    extra: file.extra ?? {},
    gates: file.gates ?? [],
    ...(file.mustFollow === undefined ? {} : { mustFollow: mustFollowOf(file.mustFollow, schema) }),
  };
}

/** The edges as they are, where the schema has the fields that they order. */
function mustFollowOf(edges: MustFollow[], schema: string): MustFollow[] {
  const parsed = parseSchema(schema);
  const patterns = parsed.ok ? fieldsOf(parsed.schema).map(({ pattern }) => pattern) : undefined;
  const [problem] = checkMustFollow(edges, patterns).problems;
  if (problem !== undefined) throw new Failure(`mustFollow.${problem.index}: ${problem.message}`);
  return edges;
}

async function simulated(simulator: LazySimulator, model: string): Promise<Connection> {
  const baseUrl = await simulator.address();
  if (baseUrl === null) throw new Failure(`the Simulator does not start: ${simulator.problem()}`);
  return {
    id: 'simulator',
    name: 'Simulator',
    kind: 'simulator',
    baseUrl,
    protocol: 'dottxt.patch',
    accept: '*/*',
    model,
    secret: null,
  };
}
