import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import { UsageError } from './io.ts';

export interface Arguments {
  positionals: string[];
  text(name: string): string | undefined;
  /** Every value of an option that may be given several times. */
  all(name: string): string[];
  flag(name: string): boolean;
  /** A number, or undefined where the option is not given. */
  number(name: string): number | undefined;
}

/** Reads a command's arguments; what does not fit is a `UsageError`. */
export function readArguments(args: string[], options: ParseArgsOptionsConfig): Arguments {
  const { values, positionals } = parsed(args, options);
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    positionals,
    text,
    all(name) {
      const value = values[name];
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    },
    flag: (name) => values[name] === true,
    number(name) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = Number(given);
      if (given.trim() === '' || !Number.isFinite(value))
        throw new UsageError(`--${name} must be a number, not "${given}"`);
      return value;
    },
  };
}

function parsed(args: string[], options: ParseArgsOptionsConfig): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The one file that a command is about. */
export function oneFile({ positionals }: Arguments): string {
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('a file is missing');
  if (more.length > 0) throw new UsageError(`one file at a time: ${positionals.join(', ')}`);
  return file;
}
