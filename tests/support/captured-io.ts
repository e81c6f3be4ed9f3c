import { runCli } from '../../src/main/cli/run-cli.ts';

export interface Said {
  code: number;
  out: string;
  notes: string;
}

interface World {
  stdin?: string | Uint8Array;
  env?: { [name: string]: string };
  signal?: AbortSignal;
  /** Told of each piece of output as it comes, for commands that last. */
  onOut?: (text: string) => void;
}

/** Runs the command line in this process and gives what it said. */
export async function said(args: string[], world: World = {}): Promise<Said> {
  const { stdin, env = {}, signal = new AbortController().signal, onOut } = world;
  let out = '';
  let notes = '';
  const code = await runCli(args, {
    stdin: pieces(stdin ?? ''),
    stdinPiped: stdin !== undefined,
    out: (text) => {
      out += text;
      onOut?.(text);
      return Promise.resolve();
    },
    note: (text) => {
      notes += `${text}\n`;
    },
    env,
    signal,
  });
  return { code, out, notes };
}

export function fixturePath(name: string): string {
  return new URL(`../fixtures/captures/${name}`, import.meta.url).pathname;
}

async function* pieces(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
