import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * `npm test`: every check there is, in the order of what fails fastest. `npm run test:full` is the same with larger
 * counts (`LANDFALL_FULL`). A failure stops the run and prints the command that mends or repeats it.
 */
interface Step {
  name: string;
  command: string[];
  mend: string;
}

const RESULTS = 'test-results';
const VITEST = `${RESULTS}/vitest.json`;
const PLAYWRIGHT = `${RESULTS}/playwright.json`;

const steps: Step[] = [
  { name: 'format', command: ['oxfmt', '--check', '.'], mend: 'npm run format' },
  { name: 'types', command: ['tsc', '-b'], mend: 'npm run types' },
  { name: 'lint', command: ['oxlint', '--deny-warnings', '--quiet'], mend: 'npm run lint' },
  { name: 'dead code', command: ['knip'], mend: 'npx knip --fix, or use what it names' },
  { name: 'build', command: ['electron-vite', 'build', '--logLevel', 'warn'], mend: 'npm run build' },
  {
    name: 'unit, property, contract',
    command: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${VITEST}`],
    mend: 'npm run test:unit',
  },
  {
    name: 'bench, smoke',
    command: ['node', '--expose-gc', 'bench/run.ts', '--smoke'],
    mend: 'npm run bench -- --smoke',
  },
  { name: 'end-to-end', command: ['playwright', 'test'], mend: 'npm run test:e2e' },
];

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
// Playwright's cache of compiled specs is one folder for all checkouts of a person; a run here uses its own.
const cache = { PWTEST_CACHE_DIR: resolve(RESULTS, 'compiled') };
const full = process.argv.includes('--full') ? { LANDFALL_FULL: '1' } : {};
for (const step of steps) {
  const started = performance.now();
  const [program = '', ...args] = step.command;
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...full, ...cache },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status !== 0) {
    console.error(`\n✗ ${step.name} failed after ${seconds} s. To mend or repeat: ${step.mend}`);
    process.exit(1);
  }
  console.log(`✓ ${step.name} ${seconds} s`);
}
console.log(closing());

/** The two runners' own counts, added up, so that the last line says how much was tested. */
function closing(): string {
  const unit = readJson(VITEST) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  };
  const { stats } = readJson(PLAYWRIGHT) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const passed = unit.numPassedTests + stats.expected + stats.flaky;
  const failed = unit.numFailedTests + stats.unexpected;
  return `${passed} passed, ${failed} failed, ${unit.numPendingTests + stats.skipped} skipped`;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
