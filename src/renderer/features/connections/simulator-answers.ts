import type { SimulatorFault } from '../../../bridge/contract.ts';
import type { Connection } from '../../../core/run/draft.ts';

interface Answer {
  value: 'ndjson' | 'sse' | 'chat' | 'tools';
  label: string;
  story: string;
  change: Pick<Connection, 'protocol' | 'accept'> & { tools: boolean };
}

const NDJSON: Answer = {
  value: 'ndjson',
  label: 'Operations, one a line',
  story: 'dottxt’s stream: "patch" as application/x-ndjson',
  change: { protocol: 'dottxt.patch', accept: '*/*', tools: false },
};

/** What the Simulator can be asked for, each as the members of a connection that ask for it. */
export const ANSWERS: readonly Answer[] = [
  NDJSON,
  {
    value: 'sse',
    label: 'Operations, as events',
    story: 'the same as text/event-stream',
    change: { protocol: 'dottxt.patch', accept: 'text/event-stream', tools: false },
  },
  {
    value: 'chat',
    label: 'Chat chunks, content',
    story: 'OpenAI’s stream: the document as pieces of text',
    change: { protocol: 'openai.chat', accept: '*/*', tools: false },
  },
  {
    value: 'tools',
    label: 'Chat chunks, tool calls',
    story: 'the document as the arguments of a call',
    change: { protocol: 'openai.chat', accept: '*/*', tools: true },
  },
];

export function answerOf({ protocol, accept, tools }: Connection): Answer {
  const value =
    protocol === 'openai.chat'
      ? tools === true
        ? 'tools'
        : 'chat'
      : accept.includes('event-stream')
        ? 'sse'
        : 'ndjson';
  return ANSWERS.find((answer) => answer.value === value) ?? NDJSON;
}

/** Whether a fault can happen to an answer of this kind. */
export function suits({ needs }: Pick<SimulatorFault, 'needs'>, answer: Answer['value']): boolean {
  switch (needs) {
    case 'any':
    case 'stream':
      return true;
    case 'sse':
      return answer !== 'ndjson';
    case 'patch':
      return answer === 'ndjson' || answer === 'sse';
    case 'chat':
    default:
      return answer === 'chat' || answer === 'tools';
  }
}

/**
 * The faults after one was ticked or not: of those that decide the same thing only the last that was ticked stays, and
 * none that cannot happen to this answer.
 */
export function withFault(
  all: readonly SimulatorFault[],
  chosen: readonly string[],
  name: string,
  on: boolean,
): string[] {
  const ticked = all.find((fault) => fault.name === name);
  const others = chosen.filter((other) => {
    const fault = all.find((one) => one.name === other);
    const rivals = on && fault?.decides !== null && fault?.decides === ticked?.decides;
    return other !== name && !rivals;
  });
  return on ? [...others, name] : others;
}
