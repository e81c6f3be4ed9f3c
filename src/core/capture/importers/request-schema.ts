import { elementSources } from '../element-sources.ts';
import { parsedLine } from './head.ts';

/** Where the providers' requests have their schema: OpenAI and its like, OpenAI Responses, Ollama. */
const PLACES = [['response_format', 'json_schema', 'schema'], ['text', 'format', 'schema'], ['format']];

/** The schema's text as it stands in the body of a request; undefined where there is none. */
export function schemaOfRequest(body: string): string | undefined {
  if (typeof parsedLine(body) !== 'object') return undefined;
  for (const place of PLACES) {
    let text: string | undefined = body;
    for (const name of place) text = text?.startsWith('{') ? elementSources(text).get(name) : undefined;
    if (text?.startsWith('{')) return text;
  }
  return undefined;
}
