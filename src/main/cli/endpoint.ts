import type { Connection } from '../../core/run/draft.ts';
import type { CliIo } from './io.ts';

const DEFAULT_BASE_URL = 'https://api.dottxt.ai/v1';

/** The dottxt endpoint that the environment names. */
export function endpointOf({ env }: CliIo, model: string): Connection {
  return {
    id: 'command-line',
    name: 'dottxt',
    kind: 'http',
    baseUrl: env['DOTTXT_BASE_URL'] || DEFAULT_BASE_URL,
    protocol: 'dottxt.patch',
    accept: '*/*',
    model,
    secret: 'DOTTXT_API_KEY',
  };
}
