import { messagesOf } from '../requests/body.ts';
import type { CopyOrder } from './copy-as.ts';
import { pythonString, pythonValue } from './literals.ts';

/** With the dottxt SDK or the OpenAI SDK, whichever speaks the protocol; null for the others. */
export function asPython(order: CopyOrder): string | null {
  const { protocol } = order.connection;
  if (protocol === 'dottxt.patch') return withDottxt(order);
  if (protocol === 'openai.chat') return withOpenAi(order, CHAT_LOOP, 'chat.completions');
  return protocol === 'openai.responses' ? withOpenAi(order, RESPONSES_LOOP, 'responses') : null;
}

/** `pip install dottxt` (dottxt-python v0.3.0, `AsyncDotTxt.stream`). The schema goes as text, in its own order. */
function withDottxt({ draft, connection, model, keyVariable }: CopyOrder): string {
  const { temperature, max_tokens, seed, timeout } = draft.params;
  const extra = Object.keys(draft.extra).length === 0 ? undefined : draft.extra;
  const given = Object.entries({ temperature, max_tokens, seed, timeout, extra });
  const input = typeof draft.input === 'string' ? draft.input : messagesOf(draft);
  return `import asyncio
import os

from dottxt import AsyncDotTxt

SCHEMA = ${pythonString(draft.schema)}


async def main():
    client = AsyncDotTxt(${clientArguments(connection.baseUrl, keyVariable)})
    stream = client.stream(
        model=${pythonString(model)},
        response_format=SCHEMA,
        input=${pythonValue(input)},
${given.flatMap(([name, value]) => (value === undefined ? [] : `        ${name}=${pythonValue(value)},\n`)).join('')}    )
    async for event in stream:
        print(event.op)


asyncio.run(main())
`;
}

/**
 * `pip install openai`. Python keeps the order of a parsed object's keys, so the body is parsed from its text and goes
 * through the SDK as it is; what the SDK has no parameter for goes in `extra_body`.
 */
function withOpenAi(order: CopyOrder, loop: string, resource: string): string {
  const { maker, draft, connection, model, keyVariable } = order;
  const { body } = maker.request({ draft, connection, model });
  return `import json
import os

from openai import OpenAI

REQUEST = json.loads(${pythonString(body)})
KNOWN = {"model", "messages", "input", "stream"}

client = OpenAI(${clientArguments(connection.baseUrl, keyVariable)})
stream = client.${resource}.create(
    **{name: value for name, value in REQUEST.items() if name in KNOWN},
    extra_body={name: value for name, value in REQUEST.items() if name not in KNOWN},
)
${loop}`;
}

/** The SDK insists on a key, also where the server wants none. */
function clientArguments(baseUrl: string, keyVariable: string | null): string {
  const key = keyVariable === null ? '"none"' : `os.environ[${pythonString(keyVariable)}]`;
  return `base_url=${pythonString(baseUrl)}, api_key=${key}`;
}

const CHAT_LOOP = `for chunk in stream:
    for choice in chunk.choices:
        delta = choice.delta
        print(delta.content or "", end="", flush=True)
        for call in delta.tool_calls or []:
            print(call.function.arguments or "", end="", flush=True)
print()
`;

const RESPONSES_LOOP = `for event in stream:
    if event.type in ("response.output_text.delta", "response.function_call_arguments.delta"):
        print(event.delta, end="", flush=True)
print()
`;
