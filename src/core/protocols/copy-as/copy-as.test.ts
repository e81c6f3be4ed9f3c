import { spawnSync } from 'node:child_process';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Connection, Draft } from '../../run/draft.ts';
import type { RequestOrder } from '../requests/request.ts';
import { requestMaker } from '../requests/table.ts';
import type { ProtocolId } from '../table.ts';
import { COPY_FORMS, copyAs } from './copy-as.ts';

const HOSTILE = `it's "$HOME" \`id\` $(id) \\ %s ! é 🙂 \u2028 \r\nJSON\nJSON_\n''' """ {x}`;
const LIVE: ProtocolId[] = [
  'dottxt.patch',
  'openai.chat',
  'openai.responses',
  'anthropic.messages',
  'gemini',
  'ollama',
];

function orderOf(
  protocol: ProtocolId,
  input: string | Draft['input'] = HOSTILE,
  more: Partial<Connection> = {},
): RequestOrder {
  const connection: Connection = {
    id: 'c',
    name: 'C',
    kind: 'http',
    baseUrl: 'https://host.example/v1/',
    protocol,
    accept: '*/*',
    model: '',
    secret: 'MY_KEY',
    ...more,
  };
  const draft: Draft = {
    title: 't',
    schema: '{"type":"object",\n\n"properties":{"b":{},"10":{"const":1.0},"2":{}}}',
    input,
    params: { temperature: 0.5, max_tokens: 9, seed: 3 },
    extra: { note: HOSTILE, flag: true, nothing: null },
    gates: [],
  };
  return { draft, connection, model: 'a/model' };
}

function bodyOf(order: RequestOrder): string {
  return requestMaker(order.connection.protocol)?.request(order).body ?? '';
}

/** Runs a pasted command in a shell whose `curl` tells what it was given. */
function shell(text: string): { args: string[]; stdin: string } {
  const told = `curl() { for a in "$@"; do printf '%s\\0' "$a"; done; printf '\\0'; cat; }\n${text}`;
  const { stdout, stderr } = spawnSync('sh', ['-c', told], {
    env: { MY_KEY: 'k-1', HOME: '/never' },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const [args = '', stdin = ''] = stdout.split('\0\0');
  return { args: args.split('\0'), stdin };
}

/** Runs a pasted program, with `fetch` and the environment given. */
async function script(text: string): Promise<{ url: string; init: RequestInit; printed: string }> {
  let printed = '';
  let given: { url: string; init: RequestInit } | null = null;
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as FunctionConstructor;
  const program = new AsyncFunction('fetch', 'process', text) as (
    fetch: (url: string, init: RequestInit) => Promise<Response>,
    process: object,
  ) => Promise<void>;
  await program(
    (url, init) => {
      given = { url, init };
      return Promise.resolve(new Response('é{"op":1}'));
    },
    { env: { MY_KEY: 'k-1' }, stdout: { write: (piece: string) => (printed += piece) } },
  );
  if (given === null) throw new Error('nothing was fetched');
  const { url, init } = given as { url: string; init: RequestInit };
  return { url, init, printed };
}

describe('copyAs', () => {
  it('should give a command whose shell hands the body to curl as it is, the key from the environment', () => {
    for (const protocol of LIVE) {
      const order = orderOf(protocol);
      const text = copyAs('curl', order) ?? '';
      const { args, stdin } = shell(text);
      expect(stdin).toBe(`${bodyOf(order)}\n`);
      expect(args.some((arg) => /^(?:authorization: Bearer |x-[\w-]+: )k-1$/.test(arg))).toBe(true);
      expect(args.find((arg) => arg.startsWith('https://'))).toMatch(/^https:\/\/host\.example\/v1\/\w/);
      expect(text).not.toContain('k-1');
    }
  });

  it('should quote whatever a prompt, a schema or an address holds, for the shell', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.webUrl({ withQueryParameters: true }),
        (input, baseUrl) => {
          const order = orderOf('openai.chat', input.replaceAll('\0', ''), { baseUrl });
          const { args, stdin } = shell(copyAs('curl', order) ?? '');
          expect(stdin).toBe(`${bodyOf(order)}\n`);
          const [, literal = '""'] = /await fetch\((".*"), \{/.exec(copyAs('typescript', order) ?? '') ?? [];
          expect(args).toContain(JSON.parse(literal));
        },
      ),
      { numRuns: process.env['LANDFALL_FULL'] === undefined ? 15 : 300 },
    );
  });

  it('should give a program that fetches with the same body, and prints what comes', async () => {
    for (const protocol of LIVE) {
      const order = orderOf(protocol);
      const { url, init, printed } = await script(copyAs('typescript', order) ?? '');
      expect(init.body).toBe(bodyOf(order));
      expect(url.startsWith('https://host.example/v1/')).toBe(true);
      expect(Object.values(init.headers ?? {}).join('\n')).toContain('k-1');
      expect(printed).toBe('é{"op":1}');
    }
  });

  const hasPython = spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!hasPython)('should give Python that hands the SDK what the request says', () => {
    for (const protocol of ['dottxt.patch', 'openai.chat', 'openai.responses'] as const) {
      const order = orderOf(protocol);
      const told = python(copyAs('python', order) ?? '');
      expect(told.client).toEqual({ base_url: 'https://host.example/v1/', api_key: 'k-1' });
      const asked =
        protocol === 'dottxt.patch'
          ? told.call
          : { ...told.call, ...(told.call['extra_body'] as object), extra_body: undefined };
      if (protocol === 'dottxt.patch') {
        expect(asked).toMatchObject({
          model: 'a/model',
          response_format: order.draft.schema,
          input: HOSTILE,
        });
        expect(asked['extra']).toEqual(order.draft.extra);
      } else expect(asked).toEqual({ ...JSON.parse(bodyOf(order)), extra_body: undefined });
    }
    expect(copyAs('python', orderOf('gemini'))).toBeNull();
  });

  it('should leave the key out where none is sent, and keep names from being programs', async () => {
    const none = orderOf('ollama', 'hi', { secret: null });
    expect(copyAs('curl', none)).not.toContain('authorization');
    expect(Object.keys((await script(copyAs('typescript', none) ?? '')).init.headers ?? {})).not.toContain(
      'authorization',
    );
    expect(copyAs('curl', orderOf('ollama', 'hi', { secret: 'A"; rm -rf ~; "' }))).not.toContain('rm -rf');
  });

  it('should have nothing for what is only read', () => {
    for (const form of COPY_FORMS) expect(copyAs(form, orderOf('ag-ui'))).toBeNull();
  });
});

/** Runs a pasted program against modules that tell what they were given. */
function python(text: string): { client: object; call: { [name: string]: unknown } } {
  const fake = `
import json, os, sys, types
os.environ["MY_KEY"] = "k-1"
told = {}
class Calls:
    def __getattr__(self, name): return self
    def create(self, **call):
        told["call"] = call
        return []
class Client(Calls):
    def __init__(self, **given): told["client"] = given
    def stream(self, **call):
        told["call"] = call
        async def events():
            if False: yield
        return events()
for name, attribute in (("openai", "OpenAI"), ("dottxt", "AsyncDotTxt")):
    module = types.ModuleType(name)
    setattr(module, attribute, Client)
    sys.modules[name] = module
exec(compile(sys.stdin.read(), "pasted", "exec"), {"__name__": "__main__"})
print(json.dumps(told))
`;
  const { stdout, stderr } = spawnSync('python3', ['-c', fake], { input: text, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    client: object;
    call: { [name: string]: unknown };
  };
}
