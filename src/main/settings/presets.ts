import type { Connection } from '../../core/run/draft.ts';
import { isProtocolId } from '../../core/protocols/table.ts';

export const SIMULATOR_ID = 'simulator';

interface Preset {
  id: string;
  name: string;
  /** Where its documentation says it is; the first of `variables` that is set wins. */
  baseUrl: string;
  /** Environment variables that its own SDK or command line reads an address from. */
  variables?: readonly string[];
  protocol: string;
  secret: string | null;
}

/**
 * In the order of the list: the native protocol, then what needs a key, then what runs on this machine. The names of
 * keys are those that the services' own SDKs read.
 */
const PRESETS: readonly Preset[] = [
  {
    id: 'dottxt',
    name: 'dottxt',
    baseUrl: 'https://api.dottxt.ai/v1',
    variables: ['DOTTXT_BASE_URL'],
    protocol: 'dottxt.patch',
    secret: 'DOTTXT_API_KEY',
  },
  {
    id: 'openai',
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    variables: ['OPENAI_BASE_URL'],
    protocol: 'openai.chat',
    secret: 'OPENAI_API_KEY',
  },
  {
    id: 'dos-ai',
    name: 'dos.ai',
    baseUrl: 'https://api.dos.ai/v1',
    protocol: 'openai.chat',
    secret: 'DOS_AI_API_KEY',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    protocol: 'openai.chat',
    secret: 'OPENROUTER_API_KEY',
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    protocol: 'anthropic.messages',
    secret: 'ANTHROPIC_API_KEY',
  },
  {
    id: 'gemini',
    name: 'Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    protocol: 'gemini',
    secret: 'GEMINI_API_KEY',
  },
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/api',
    protocol: 'ollama',
    secret: null,
  },
  {
    id: 'openai-compatible',
    name: 'llama.cpp / vLLM',
    // llama.cpp's port; vLLM's is 8000.
    baseUrl: 'http://localhost:8080/v1',
    protocol: 'openai.chat',
    secret: null,
  },
];

/** The connections that are there from the start. One whose protocol this version does not speak is left out. */
export function presetConnections(env: NodeJS.ProcessEnv): Connection[] {
  const others = PRESETS.flatMap(({ variables = [], baseUrl, protocol, ...preset }): Connection[] => {
    if (!isProtocolId(protocol)) return [];
    const given = variables.map((name) => env[name]).find((value) => value !== undefined && value !== '');
    const model = preset.id === 'dottxt' ? (env['DOTTXT_MODEL'] ?? '') : '';
    return [{ ...preset, kind: 'http', baseUrl: given ?? baseUrl, protocol, accept: '*/*', model }];
  });
  return [simulator(), ...others];
}

function simulator(): Connection {
  return {
    id: SIMULATOR_ID,
    name: 'Simulator',
    kind: 'simulator',
    baseUrl: '',
    protocol: 'dottxt.patch',
    accept: '*/*',
    model: 'sim/steady-40tps',
    secret: null,
  };
}
