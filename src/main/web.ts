import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { home } from './home.ts';
import { memorySecrets } from './secrets/memory-secrets.ts';
import { createServices } from './services.ts';
import { dataFolder } from './settings/data-folder.ts';
import { serve } from './web/serve.ts';

/** The browser shell: `web.js [FILE…] [--port N] [--no-open]`. */
const { values } = parseArgs({
  options: { 'no-open': { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
  allowPositionals: true,
});

const services = createServices({
  kind: 'browser',
  dataFolder: dataFolder(),
  secretStore: memorySecrets(),
  env: process.env,
});
const served = await serve(services, join(home, 'out/renderer'), Number(values.port));
console.log(`Landfall is open at ${served.invitation()}`);

async function end(): Promise<void> {
  await served.close();
  process.exit(0);
}
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
