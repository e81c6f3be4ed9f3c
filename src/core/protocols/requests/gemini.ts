import { array, bodyText, laidOver, object, Source, splitMessages } from './body.ts';
import { geminiSchema } from './gemini-schema.ts';
import { ANSWER, ANSWER_ABOUT, type RequestMaker } from './request.ts';

/**
 * `streamGenerateContent` with the schema in `generationConfig.responseJsonSchema`, which takes JSON Schema as it is
 * written and answers in its order; models before Gemini 2.5 take only `responseSchema`, a dialect of OpenAPI, and need
 * `propertyOrdering` to keep the order. As a tool, the schema is the parameters of a function that has to be called.
 */
export const gemini: RequestMaker = {
  key: { name: 'x-goog-api-key', prefix: '' },
  models: { path: 'models', headers: {} },
  request({ draft, connection, model }) {
    const { temperature, max_tokens, seed } = draft.params;
    const { system, others } = splitMessages(draft);
    const id = model.replace(/^models\//, '');
    const old = /^gemini-(?:1\.|2\.0)/.test(id);
    const asTool = connection.tools === true;
    const schema = old ? geminiSchema(draft.schema) : new Source(draft.schema);
    const format = {
      responseMimeType: 'application/json',
      [old ? 'responseSchema' : 'responseJsonSchema']: schema,
    };
    const declared = object({
      name: ANSWER,
      description: ANSWER_ABOUT,
      [old ? 'parameters' : 'parametersJsonSchema']: schema,
    });
    const body = bodyText(draft.extra, {
      systemInstruction: system === '' ? undefined : { parts: [{ text: system }] },
      contents: others.map(({ role, content }) => ({
        role: role === 'assistant' || role === 'model' ? 'model' : 'user',
        parts: [{ text: content }],
      })),
      generationConfig: laidOver(draft.extra['generationConfig'], {
        ...(asTool ? {} : format),
        temperature,
        maxOutputTokens: max_tokens,
        seed,
      }),
      tools: asTool ? array(object({ functionDeclarations: array(declared) })) : undefined,
      toolConfig: asTool
        ? { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: [ANSWER] } }
        : undefined,
    });
    const path = `models/${encodeURIComponent(id)}:streamGenerateContent`;
    return { path, query: { alt: 'sse' }, headers: {}, body };
  },
};
