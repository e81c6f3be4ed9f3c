import { bodyText, messagesOf, object, Source } from './body.ts';
import { ANSWER, BEARER, type RequestMaker } from './request.ts';

/** As the dottxt SDK sends it (dottxt-python v0.3.0): `stream` is the text `"patch"`. */
export const dottxtPatch: RequestMaker = {
  key: BEARER,
  models: { path: 'models', headers: {} },
  request({ draft, model }) {
    const { temperature, max_tokens, seed } = draft.params;
    const schema = new Source(draft.schema);
    const body = bodyText(draft.extra, {
      model,
      messages: messagesOf(draft),
      response_format: object({ type: 'json_schema', json_schema: object({ name: ANSWER, schema }) }),
      temperature,
      max_tokens,
      seed,
      stream: 'patch',
    });
    return { path: 'chat/completions', query: {}, headers: {}, body };
  },
};
