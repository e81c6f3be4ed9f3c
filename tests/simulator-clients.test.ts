import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, stepCountIs, streamObject, streamText, tool } from 'ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Simulator, startSimulator } from '../src/main/simulator/simulator.ts';
import { foldText, planOf } from './simulator-plan.ts';

const TICKET = {
  title: 'SupportTicket',
  type: 'object',
  properties: {
    intent: { enum: ['billing', 'technical'] },
    'odd ~/ "key" 東京': { const: 'é€𝄞\n' },
    steps: {
      type: 'array',
      minItems: 2,
      items: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
    },
    reply: { type: 'string' },
    none: { type: 'object' },
  },
  required: ['intent', 'odd ~/ "key" 東京', 'steps', 'reply', 'none'],
} as const;
const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 1, maximum: 9 } },
  required: ['city', 'days'],
} as const;

/** The JSON text that a patch stream of the same schema and seed builds. */
function document(schema: object, seed = 7): string {
  return foldText(planOf(JSON.stringify(schema), { seed }).operations.map(({ text }) => text)).json;
}

let simulator: Simulator;
let openai: OpenAI;
beforeAll(async () => {
  simulator = await startSimulator();
  openai = new OpenAI({ baseURL: simulator.baseUrl, apiKey: 'unused', maxRetries: 0 });
});
afterAll(() => simulator.close());

const ASKED = {
  model: 'sim/instant',
  seed: 7,
  messages: [{ role: 'user', content: 'Hello' }],
} satisfies Omit<OpenAI.ChatCompletionCreateParams, 'stream'>;

function format(schema: object): OpenAI.ResponseFormatJSONSchema {
  return { type: 'json_schema', json_schema: { name: 'response', schema: { ...schema } } };
}

function functionTool(name: string, parameters: object): OpenAI.ChatCompletionFunctionTool {
  return { type: 'function', function: { name, parameters: { ...parameters } } };
}
const TOOLS = [functionTool('file_ticket', TICKET), functionTool('weather', WEATHER)];

describe('the openai package on the Simulator', () => {
  it('should stream the document of the plan, in pieces', async () => {
    const stream = await openai.chat.completions.create({
      ...ASKED,
      response_format: format(TICKET),
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const deltas = chunks.flatMap(({ choices }) => choices[0]?.delta ?? []);
    const pieces = deltas.flatMap(({ content }) => content || []);
    expect(deltas[0]).toEqual({ role: 'assistant', content: '' });
    expect(pieces.join('')).toBe(document(TICKET));
    expect(pieces.length).toBeGreaterThan(20);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(30);
    expect(chunks.map(({ choices }) => choices[0]?.finish_reason ?? null).filter(Boolean)).toEqual(['stop']);
    expect(chunks.at(-1)?.choices).toEqual([]);
    expect(chunks.at(-1)?.usage?.completion_tokens).toBeGreaterThanOrEqual(pieces.length);
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  it('should gather tool calls that come interleaved', async () => {
    const runner = openai.chat.completions.stream({ ...ASKED, tools: TOOLS, stream: true });
    const indices: number[] = [];
    const named: (string | undefined)[][] = [[], []];
    runner.on('chunk', ({ choices }) => {
      for (const { index, id, function: called } of choices[0]?.delta.tool_calls ?? []) {
        indices.push(index);
        if (id !== undefined || called?.name !== undefined) named[index]?.push(called?.name);
      }
    });
    const [choice] = (await runner.finalChatCompletion()).choices;
    const calls = choice?.message.tool_calls ?? [];
    expect(choice?.finish_reason).toBe('tool_calls');
    expect(calls.map((call) => call.type === 'function' && call.function.name)).toEqual([
      'file_ticket',
      'weather',
    ]);
    expect(calls.map((call) => call.type === 'function' && call.function.arguments)).toEqual([
      document(TICKET),
      document(WEATHER, 8),
    ]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(named).toEqual([['file_ticket'], ['weather']]);
    expect(indices.indexOf(1)).toBeLessThan(indices.lastIndexOf(0));
    expect(indices.lastIndexOf(0)).toBeGreaterThan(indices.indexOf(1) + 1);
  });

  it('should give one completion where no stream is asked for', async () => {
    const whole = await openai.chat.completions.create({ ...ASKED, response_format: format(TICKET) });
    expect(whole.choices[0]?.message.content).toBe(document(TICKET));
    expect(whole.choices[0]?.finish_reason).toBe('stop');
    const called = await openai.chat.completions.create({
      ...ASKED,
      tools: TOOLS,
      response_format: format(TICKET),
      tool_choice: { type: 'function', function: { name: 'weather' } },
    });
    const [call] = called.choices[0]?.message.tool_calls ?? [];
    expect(call?.type === 'function' && call.function).toEqual({
      name: 'weather',
      arguments: document(WEATHER),
    });
    const plain = await openai.chat.completions.create(ASKED);
    expect(plain.choices[0]?.message.content).toMatch(/\w+ \w+/);
    expect(plain.choices[0]?.message.tool_calls).toBeUndefined();
  });

  it('should choose between content and calls as tool_choice says', async () => {
    const asked = { ...ASKED, tools: TOOLS, response_format: format(WEATHER) };
    async function given(members: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>) {
      const [choice] = (await openai.chat.completions.create({ ...asked, ...members })).choices;
      return choice?.message.tool_calls?.length ?? choice?.message.content;
    }
    expect(await given({})).toBe(document(WEATHER));
    expect(await given({ tool_choice: 'none' })).toBe(document(WEATHER));
    expect(await given({ tool_choice: 'required' })).toBe(2);
    expect(await given({ tool_choice: 'required', parallel_tool_calls: false })).toBe(1);
    await expect(
      given({ tool_choice: { type: 'function', function: { name: 'nobody' } } }),
    ).rejects.toMatchObject({ status: 400, param: 'tool_choice' });
    await expect(
      given({
        tools: [functionTool('t', { type: 'object', dependentSchemas: {} })],
        tool_choice: 'required',
      }),
    ).rejects.toMatchObject({ status: 400, param: 'tools[0].function.parameters' });
  });

  it('should end with the finish reason "length" when max_tokens is spent', async () => {
    for (const name of ['max_tokens', 'max_completion_tokens']) {
      const stream = await openai.chat.completions.create({
        ...ASKED,
        response_format: format(TICKET),
        [name]: 6,
        stream: true,
      });
      let text = '';
      let finish: string | null = null;
      for await (const { choices } of stream) {
        text += choices[0]?.delta.content ?? '';
        finish = choices[0]?.finish_reason ?? finish;
      }
      expect(finish).toBe('length');
      expect(document(TICKET).startsWith(text)).toBe(true);
      expect(text.length).toBeGreaterThan(1);
      expect(text.length).toBeLessThan(60);
    }
  });
});

function provider(members: object = {}) {
  return createOpenAICompatible({
    name: 'simulator',
    baseURL: simulator.baseUrl,
    supportsStructuredOutputs: true,
    includeUsage: true,
    transformRequestBody: (body) => ({ ...body, ...members }),
  })('sim/instant');
}

describe('the AI SDK on the Simulator', () => {
  const text = { prompt: 'Hello', seed: 7, maxRetries: 0 } as const;

  it('should stream the object of the plan', async () => {
    const result = streamObject({ ...text, model: provider(), schema: jsonSchema(TICKET) });
    let partials = 0;
    for await (const _ of result.partialObjectStream) partials++;
    expect(await result.object).toEqual(JSON.parse(document(TICKET)));
    expect(partials).toBeGreaterThan(10);
    expect(await result.finishReason).toBe('stop');
    expect((await result.usage).outputTokens).toBeGreaterThan(10);
  });

  it('should stream reasoning in a lane of its own, before the answer', async () => {
    const model = provider({ simulator: { reasoning: true } });
    const result = streamText({ ...text, model });
    const parts: string[] = [];
    for await (const { type } of result.fullStream) if (type.endsWith('-delta')) parts.push(type);
    expect(parts.filter((part) => part === 'reasoning-delta').length).toBeGreaterThan(20);
    expect(parts.lastIndexOf('reasoning-delta')).toBeLessThan(parts.indexOf('text-delta'));
    expect((await result.reasoningText)?.length).toBeGreaterThan(100);
    expect((await result.usage).outputTokenDetails.reasoningTokens).toBeGreaterThan(20);
  });

  it('should call the tools, hand their results over and come to an end', async () => {
    const seen: unknown[] = [];
    const result = await generateText({
      ...text,
      model: provider(),
      stopWhen: stepCountIs(4),
      tools: {
        weather: tool({
          inputSchema: jsonSchema(WEATHER),
          execute: (input) => {
            seen.push(input);
            return 'sunny';
          },
        }),
      },
    });
    expect(seen).toEqual([JSON.parse(document(WEATHER))]);
    expect(result.steps).toHaveLength(2);
    expect(result.text).toMatch(/\w+ \w+/);
  });

  it('should tell the error that is said in the stream', async () => {
    const model = provider({ simulator: { faults: ['error-object'] } });
    const errors: unknown[] = [];
    const result = streamText({ ...text, model, onError: ({ error }) => void errors.push(error) });
    await result.consumeStream();
    expect(JSON.stringify(errors[0])).toContain('lost its worker');
  });
});
