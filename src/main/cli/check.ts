import { checker } from './checker.ts';
import { oneFile, readArguments } from './arguments.ts';
import { type CliIo, Failure } from './io.ts';
import { fileText } from './read-file.ts';

export const checkUsage = `Usage: landfall check SCHEMA|- [--json]

Says whether a JSON Schema can be used, and if not, where and why. Exit code 1 where it cannot.

  --json    one object: valid, problems: [{message, pointer, line, column}]

Example: landfall check ticket.schema.json`;

export async function check(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, { json: { type: 'boolean' } });
  const path = oneFile(given);
  const text = await fileText(io, path);
  const problems = (await checker.schema(text)).map(({ message, pointer, offset = 0 }) => {
    const { line, column } = placeOf(text, offset);
    return { message, pointer, line, column };
  });
  const valid = problems.length === 0;
  if (given.flag('json')) await io.out(`${JSON.stringify({ valid, problems })}\n`);
  else if (valid) await io.out(`${path}: valid\n`);
  if (valid) return;
  const lines = problems.map(({ message, pointer, line, column }) => {
    return `${path}:${line}:${column}: ${pointer === '' ? '' : `${pointer} `}${message}`;
  });
  throw new Failure(lines.join('\n'));
}

/** Line and column from 1, as editors count. */
function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
