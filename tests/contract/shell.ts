import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bridge } from '../../src/bridge/contract.ts';
import { memorySecrets } from '../../src/main/secrets/memory-secrets.ts';
import { schemaChecker } from '../../src/main/schema/checker.ts';
import { lazySimulator } from '../../src/main/simulated.ts';
import { createServices, type Services } from '../../src/main/services.ts';

/** One window on services of its own, over one of the two transports. */
export interface OpenShell {
  bridge: Bridge;
  services: Services;
  dataFolder: string;
  /** A second window, as a reload makes one. */
  reload(): Promise<Bridge>;
  close(): Promise<void>;
}

export interface Transport {
  name: string;
  connect(services: Services): Promise<{ window(): Promise<Bridge>; close(): Promise<void> }>;
}

export interface ShellOptions {
  env?: NodeJS.ProcessEnv;
  dataFolder?: string;
}

/** One each for all shells of a test file: a thread that starts from its sources takes a while. */
const simulator = lazySimulator();
const checker = schemaChecker();

export async function openShell(transport: Transport, options: ShellOptions = {}): Promise<OpenShell> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'landfall-contract-'));
  const services = createServices({
    kind: 'browser',
    dataFolder,
    secretStore: memorySecrets(),
    env: options.env ?? {},
    simulator,
    checker,
  });
  const connected = await transport.connect(services);
  return {
    bridge: await connected.window(),
    services,
    dataFolder,
    reload: () => connected.window(),
    async close() {
      await connected.close();
      await services.close();
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
