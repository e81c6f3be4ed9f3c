import { defineConfig } from '@playwright/test';
import { electronRuntime } from './e2e/electron-runtime.ts';
import type { Options } from './e2e/fixtures.ts';
import { findChromium } from './e2e/find-chromium.ts';

// Looked up once, in the runner; its workers inherit the variable.
const executablePath = (process.env['LANDFALL_CHROMIUM'] ??= findChromium());

export default defineConfig<Options>({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/global-setup.ts',
  // Two cores: more workers only make the browser and the Simulator compete for time.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // On a shared machine a browser now and then gets no time at all. A test that needs its second try is listed as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath,
      args: [
        // Chromium's sandbox does not start as root, which is what containers are.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        // On a closed network each of these would be a request that hangs.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'browser', use: { shell: 'browser' } },
    // Real Electron, wherever its runtime is installed; `global-setup.ts` says so where it is not.
    ...(electronRuntime() === null ? [] : [{ name: 'desktop', use: { shell: 'desktop' as const } }]),
  ],
});
