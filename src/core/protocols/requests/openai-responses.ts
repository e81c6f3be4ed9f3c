import { array, bodyText, laidOver, messagesOf, object, Source } from './body.ts';
import { ANSWER, ANSWER_ABOUT, BEARER, type RequestMaker } from './request.ts';

/**
 * Responses with the schema in `text.format`, or as the parameters of a function that has to be called. `strict` is
 * always said: for functions it is on where it is left out. There is no seed.
 */
export const openaiResponses: RequestMaker = {
  key: BEARER,
  models: { path: 'models', headers: {} },
  request({ draft, connection, model }) {
    const { temperature, max_tokens } = draft.params;
    const schema = new Source(draft.schema);
    const strict = connection.strict === true;
    const asTool = connection.tools === true;
    const format = object({ type: 'json_schema', name: ANSWER, strict, schema });
    const tool = object({
      type: 'function',
      name: ANSWER,
      description: ANSWER_ABOUT,
      strict,
      parameters: schema,
    });
    const body = bodyText(draft.extra, {
      model,
      input: typeof draft.input === 'string' ? draft.input : messagesOf(draft),
      text: asTool ? undefined : laidOver(draft.extra['text'], { format }),
      tools: asTool ? array(tool) : undefined,
      tool_choice: asTool ? object({ type: 'function', name: ANSWER }) : undefined,
      temperature,
      max_output_tokens: max_tokens,
      stream: true,
    });
    return { path: 'responses', query: {}, headers: {}, body };
  },
};
