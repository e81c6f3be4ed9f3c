import { version } from '../home.ts';
import { type CliIo, Failure, PipeClosed, UsageError } from './io.ts';

interface Command {
  run(args: string[], io: CliIo): Promise<void>;
  usage: string;
}

/** Loaded when asked for: ajv and undici are three quarters of the start, and folding needs neither. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['fold', () => import('./fold.ts').then(({ fold, foldUsage }) => ({ run: fold, usage: foldUsage }))],
  [
    'report',
    () => import('./report.ts').then(({ report, reportUsage }) => ({ run: report, usage: reportUsage })),
  ],
  ['check', () => import('./check.ts').then(({ check, checkUsage }) => ({ run: check, usage: checkUsage }))],
  [
    'stream',
    () => import('./stream.ts').then(({ stream, streamUsage }) => ({ run: stream, usage: streamUsage })),
  ],
  [
    'record',
    () => import('./record.ts').then(({ record, recordUsage }) => ({ run: record, usage: recordUsage })),
  ],
  ['serve', () => import('./serve.ts').then(({ serve, serveUsage }) => ({ run: serve, usage: serveUsage }))],
  [
    'convert',
    () => import('./convert.ts').then(({ convert, convertUsage }) => ({ run: convert, usage: convertUsage })),
  ],
  [
    'assert',
    () => import('./assert.ts').then(({ assert, assertUsage }) => ({ run: assert, usage: assertUsage })),
  ],
]);

const USAGE = `Usage: landfall COMMAND …

  fold FILE        the document that a capture comes to, or its events
  report FILE      when each node landed, and the verdict
  check SCHEMA     whether a JSON Schema can be used
  stream           runs a prompt and prints the operations as they land
  record DRAFT     runs a draft, once or several times, and writes a capture
  serve FILE…      a gateway on this machine that replays captures
  convert IN OUT   writes a capture, or another tool's file, in another format
  assert FILE      holds a capture to limits, for a build server

"landfall COMMAND --help" tells more. FILE is a capture, or a recording of
another tool: operations with or without times, "ts", asciinema, HAR, event streams, …; - is the
standard input. docs/cli.md has all of it.

Example: landfall fold run.patchcap.ndjson`;

/** Runs one command; gives the exit code: 0, 1 where it failed, 2 where it was called wrongly. */
export async function runCli(args: string[], io: CliIo): Promise<0 | 1 | 2> {
  const [name = '', ...rest] = args;
  const command = await COMMANDS.get(name)?.();
  try {
    if (command === undefined) return await withoutCommand(name, io);
    if (asksForHelp(rest)) await io.out(`${command.usage}\n`);
    else await command.run(rest, io);
    return 0;
  } catch (error) {
    if (error instanceof PipeClosed) return 0;
    if (error instanceof Failure) {
      io.note(error.message);
      return 1;
    }
    if (error instanceof UsageError) {
      io.note(`${error.message}\n\n${command?.usage ?? USAGE}`);
      return 2;
    }
    throw error;
  }
}

async function withoutCommand(name: string, io: CliIo): Promise<0> {
  if (name === '--help' || name === '-h' || name === 'help') await io.out(`${USAGE}\n`);
  else if (name === '--version') await io.out(`${version}\n`);
  else throw new UsageError(name === '' ? 'a command is missing' : `there is no command "${name}"`);
  return 0;
}

/** Before a `--`, behind which everything is a file or a prompt. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((argument) => argument === '--help' || argument === '-h');
}
