import { array, bodyText, object, Source, splitMessages } from './body.ts';
import { ANSWER, ANSWER_ABOUT, type RequestMaker } from './request.ts';

const VERSION = { 'anthropic-version': '2023-06-01' };

/** The protocol demands a limit. Enough for any document that a person reads, and within every model's own. */
const MAX_TOKENS = 4096;

/**
 * Messages with the schema as the input of a tool that has to be called. `eager_input_streaming` has the tool's input
 * sent as it is generated; without it each value is held back until it is complete, and arrival times say nothing.
 * There is no seed.
 */
export const anthropicMessages: RequestMaker = {
  key: { name: 'x-api-key', prefix: '' },
  models: { path: 'models', headers: VERSION },
  request({ draft, model }) {
    const { temperature, max_tokens = MAX_TOKENS } = draft.params;
    const { system, others } = splitMessages(draft);
    const tool = object({
      name: ANSWER,
      description: ANSWER_ABOUT,
      eager_input_streaming: true,
      input_schema: new Source(draft.schema),
    });
    const body = bodyText(draft.extra, {
      model,
      max_tokens,
      system: system === '' ? undefined : system,
      messages: others,
      tools: array(tool),
      tool_choice: { type: 'tool', name: ANSWER },
      temperature,
      stream: true,
    });
    return { path: 'messages', query: {}, headers: VERSION, body };
  },
};
