import type { ChatPlan, Lane } from './chat-plan.ts';
import { type Frame, message } from './misbehave/frame.ts';

/** What a chat answer says beside its plan. */
export interface ChatHead {
  id: string;
  model: string;
  promptTokens: number;
  /** `stream_options.include_usage` */
  usage: boolean;
  /** `stream_options.continuous_usage_stats`, as vLLM and SGLang have it: the count so far on every chunk. */
  usageEverywhere: boolean;
}

/**
 * The answer as `chat.completion.chunk` messages: the role, the pieces, the finish reason, the usage if it was asked
 * for, and the end marker. Pieces without text (a token that completes no character) are left out.
 */
export function chatFrames(plan: ChatPlan, head: ChatHead): Frame[] {
  const opened = new Set<Lane>();
  const frames: Frame[] = [];
  let tokens = 0;
  let thoughts = 0;

  function push(at: number, choices: object[], last = false): void {
    const chunk = { ...common(head), object: 'chat.completion.chunk', choices };
    const counted = last || head.usageEverywhere;
    const usage = counted ? usageOf(head, tokens, thoughts) : null;
    frames.push(message(at, JSON.stringify(head.usage || counted ? { ...chunk, usage } : chunk)));
  }

  push(plan.start, choice({ role: 'assistant', content: plan.calls.length > 0 ? null : '' }));
  for (const { lane, text, at } of plan.pieces) {
    tokens++;
    if (lane === 'reasoning') thoughts++;
    const call = typeof lane === 'number' ? plan.calls[lane] : undefined;
    if (call !== undefined && !opened.has(lane)) {
      opened.add(lane);
      push(at, choice({ tool_calls: [{ index: lane, ...functionCall(call, '') }] }));
    }
    if (text !== '') push(at, choice(deltaOf(lane, text)));
  }
  push(plan.end, choice({}, plan.finish));
  if (head.usage) push(plan.end, [], true);
  frames.push(message(plan.end, '[DONE]'));
  return frames;
}

function choice(delta: object, finish_reason: string | null = null): object[] {
  return [{ index: 0, delta, logprobs: null, finish_reason }];
}

/** The answer as one `chat.completion`. */
export function chatCompletion(plan: ChatPlan, head: ChatHead): string {
  const texts = new Map<Lane, string>();
  for (const { lane, text } of plan.pieces) texts.set(lane, (texts.get(lane) ?? '') + text);
  const reasoning = texts.get('reasoning');
  const calls = plan.calls.flatMap((call, index) => {
    const text = texts.get(index);
    return text === undefined ? [] : [functionCall(call, text)];
  });
  const said = {
    role: 'assistant',
    content: texts.get('content') ?? null,
    refusal: null,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  const thoughts = plan.pieces.filter(({ lane }) => lane === 'reasoning').length;
  return JSON.stringify({
    ...common(head),
    object: 'chat.completion',
    choices: [{ index: 0, message: said, logprobs: null, finish_reason: plan.finish }],
    usage: usageOf(head, plan.pieces.length, thoughts),
  });
}

/** No time of day: the same request with the same seed has the same bytes. */
function common({ id, model }: ChatHead): { id: string; created: number; model: string } {
  return { id, created: 0, model };
}

function deltaOf(lane: Lane, text: string): object {
  switch (lane) {
    case 'reasoning':
      return { reasoning_content: text };
    case 'content':
      return { content: text };
    default:
      return { tool_calls: [{ index: lane, function: { arguments: text } }] };
  }
}

function functionCall({ id, name }: { id: string; name: string }, text: string): object {
  return { id, type: 'function', function: { name, arguments: text } };
}

function usageOf({ promptTokens }: ChatHead, completion: number, reasoning: number): object {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completion,
    total_tokens: promptTokens + completion,
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}
