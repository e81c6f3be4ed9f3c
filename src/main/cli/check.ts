import type { SchemaProblem } from '../../bridge/contract.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import { serverWarnings } from '../../core/schema/server-warnings.ts';
import { checker } from './checker.ts';
import { oneFile, readArguments } from './arguments.ts';
import { type CliIo, Failure } from './io.ts';
import { fileText } from './read-file.ts';

export const checkUsage = `Usage: landfall check SCHEMA|- [--json]

Says whether a JSON Schema can be used, and if not, where and why. Exit code 1 where it cannot.
What servers commonly refuse or pass over, and names that stand twice, are warnings.

  --json    one object: valid, problems and warnings, each [{message, pointer, line, column}]

Example: landfall check ticket.schema.json`;

export async function check(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, { json: { type: 'boolean' } });
  const path = oneFile(given);
  const text = await fileText(io, path);
  const problems = (await checker.schema(text)).map((problem) => placed(text, problem));
  const valid = problems.length === 0;
  const parsed = parseSchema(text);
  const warnings = parsed.ok ? serverWarnings(parsed.schema).map((remark) => placed(text, remark)) : [];
  if (given.flag('json')) {
    await io.out(`${JSON.stringify({ valid, problems, warnings })}\n`);
  } else if (valid) {
    await io.out(`${path}: valid\n`);
    for (const warning of warnings) io.note(lineOf(path, warning, 'warning: '));
  }
  if (!valid) throw new Failure(problems.map((problem) => lineOf(path, problem)).join('\n'));
}

interface Placed {
  message: string;
  pointer: string;
  line: number;
  column: number;
}

function placed(text: string, { message, pointer, offset = 0 }: SchemaProblem): Placed {
  return { message, pointer, ...placeOf(text, offset) };
}

function lineOf(path: string, { message, pointer, line, column }: Placed, kind = ''): string {
  return `${path}:${line}:${column}: ${kind}${pointer === '' ? '' : `${pointer} `}${message}`;
}

/** Line and column from 1, as editors count. */
function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
