import { array, bodyText, laidOver, messagesOf, object, Source } from './body.ts';
import { ANSWER, ANSWER_ABOUT, BEARER, type RequestMaker } from './request.ts';

/** `/api/chat` with the schema in `format`, or as the parameters of a tool, which Ollama cannot be made to call. */
export const ollama: RequestMaker = {
  // None on one's own machine; ollama.com takes a key.
  key: BEARER,
  models: { path: 'tags', headers: {} },
  request({ draft, connection, model }) {
    const { temperature, max_tokens, seed } = draft.params;
    const schema = new Source(draft.schema);
    const asTool = connection.tools === true;
    const tool = object({
      type: 'function',
      function: object({ name: ANSWER, description: ANSWER_ABOUT, parameters: schema }),
    });
    const body = bodyText(draft.extra, {
      model,
      messages: messagesOf(draft),
      format: asTool ? undefined : schema,
      tools: asTool ? array(tool) : undefined,
      options: laidOver(draft.extra['options'], { temperature, num_predict: max_tokens, seed }),
      stream: true,
    });
    return { path: 'chat', query: {}, headers: {}, body };
  },
};
