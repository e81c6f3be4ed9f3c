import type { Connection } from '../../run/draft.ts';
import { array, bodyText, laidOver, messagesOf, object, Source } from './body.ts';
import { ANSWER, ANSWER_ABOUT, BEARER, type RequestMaker } from './request.ts';

/**
 * Chat completions with the schema in `response_format`, or as the parameters of a tool that has to be called. Usage is
 * asked for, since a stream otherwise has none; a caller's own `stream_options` (`continuous_usage_stats`) stay.
 */
export const openaiChat: RequestMaker = {
  key: BEARER,
  models: { path: 'models', headers: {} },
  request({ draft, connection, model }) {
    const { temperature, max_tokens, seed } = draft.params;
    const schema = new Source(draft.schema);
    const strict = connection.strict === true ? true : undefined;
    const asTool = connection.tools === true;
    const format = object({ type: 'json_schema', json_schema: object({ name: ANSWER, strict, schema }) });
    const tool = object({
      type: 'function',
      function: object({ name: ANSWER, description: ANSWER_ABOUT, strict, parameters: schema }),
    });
    const limit = wantsCompletionTokens(connection) ? 'max_completion_tokens' : 'max_tokens';
    const body = bodyText(draft.extra, {
      model,
      messages: messagesOf(draft),
      response_format: asTool ? undefined : format,
      tools: asTool ? array(tool) : undefined,
      tool_choice: asTool ? object({ type: 'function', function: object({ name: ANSWER }) }) : undefined,
      temperature,
      [limit]: max_tokens,
      seed,
      stream: true,
      stream_options: laidOver(draft.extra['stream_options'], { include_usage: true }),
    });
    return { path: 'chat/completions', query: {}, headers: {}, body };
  },
};

/** OpenAI's own reasoning models refuse `max_tokens`; the servers that follow its protocol mostly know that name alone. */
function wantsCompletionTokens({ baseUrl }: Connection): boolean {
  return /^https:\/\/[\w.-]*\bapi\.openai\.com(?:[:/]|$)/.test(baseUrl);
}
