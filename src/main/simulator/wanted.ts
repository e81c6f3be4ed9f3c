import type { Tool, Wanted } from './chat-plan.ts';
import { type Json, type JsonObject, member } from './generate/json.ts';
import { asSchema, type Schema } from './generate/schema.ts';
import { type Refused, refused } from './refusal.ts';

export type ReadWanted = { ok: true; wanted: Wanted } | Refused;

/**
 * What a chat request wants back: calls where `tool_choice` demands them, or where there are tools and nothing says
 * otherwise; else a document where a schema is given; else text. Once the tools have answered it is text again, so that
 * clients that loop come to an end.
 */
export function readWanted(request: JsonObject): ReadWanted {
  const tools = readTools(request.get('tools'));
  if (!Array.isArray(tools)) return tools;
  const choice = request.get('tool_choice') ?? 'auto';
  const named = member(member(choice, 'function'), 'name');
  if (typeof named === 'string') {
    const tool = tools.find(({ name }) => name === named);
    if (tool === undefined)
      return refused(
        400,
        'tool_choice',
        'invalid_tool_choice',
        `there is no tool "${named}" among the tools`,
      );
    return { ok: true, wanted: { kind: 'calls', tools: [tool] } };
  }
  if (choice !== 'auto' && choice !== 'none' && choice !== 'required') {
    const message = '"tool_choice" must be "auto", "none", "required" or name a function';
    return refused(400, 'tool_choice', 'invalid_tool_choice', message);
  }
  if (choice === 'required' && tools.length === 0)
    return refused(
      400,
      'tool_choice',
      'invalid_tool_choice',
      '"tool_choice" is "required", but there are no tools',
    );

  const format = readFormat(request.get('response_format'));
  if (!format.ok) return format;
  const called =
    choice === 'required' ||
    (choice === 'auto' && format.schema === null && !isToolAnswer(request.get('messages')));
  if (called && tools.length > 0) {
    const alone = request.get('parallel_tool_calls') === false;
    return { ok: true, wanted: { kind: 'calls', tools: alone ? tools.slice(0, 1) : tools } };
  }
  return {
    ok: true,
    wanted: format.schema === null ? { kind: 'prose' } : { kind: 'document', schema: format.schema },
  };
}

/** The schema of `response_format`; null where plain text is asked for. */
export function readFormat(format: Json | undefined): { ok: true; schema: Schema | null } | Refused {
  const type = member(format, 'type');
  if (format === undefined || format === null || type === 'text') return { ok: true, schema: null };
  const schema = asSchema(member(member(format, 'json_schema'), 'schema'));
  if (type === 'json_schema' && schema !== undefined) return { ok: true, schema };
  return refused(400, 'response_format', 'missing_schema', MISSING_SCHEMA);
}

export const MISSING_SCHEMA =
  'a schema is missing: send "response_format": {"type":"json_schema","json_schema":{"name":…,"schema":…}}';

function readTools(json: Json | undefined): Tool[] | Refused {
  if (json === undefined || json === null) return [];
  const tools: Tool[] = [];
  for (const tool of Array.isArray(json) ? json : [json]) {
    const described = member(tool, 'function');
    const name = member(described, 'name');
    const parameters = member(described, 'parameters') ?? NO_PARAMETERS;
    const schema = asSchema(parameters);
    if (member(tool, 'type') !== 'function' || typeof name !== 'string' || schema === undefined) {
      const message = '"tools" must be a list of {"type":"function","function":{"name","parameters"}}';
      return refused(400, 'tools', 'invalid_tools', message);
    }
    tools.push({ name, schema });
  }
  return tools;
}

const NO_PARAMETERS: JsonObject = new Map([['type', 'object']]);

function isToolAnswer(messages: Json | undefined): boolean {
  return Array.isArray(messages) && member(messages.at(-1), 'role') === 'tool';
}
