import { compileFunction } from 'node:vm';
import { build } from 'vite';

/** The preload as the build makes it: one CommonJS text. Built once for all tests of a file. */
export async function buildPreload(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'src/preload/index.ts', formats: ['cjs'] },
      rollupOptions: { external: ['electron'] },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (bundle === undefined || !('output' in bundle) || bundle.output.length !== 1) {
    throw new Error('the preload must be one file');
  }
  return bundle.output[0].code;
}

/**
 * Runs it with nothing to `require` but Electron, as the sandbox does. In this realm: objects of another one would not
 * be structured clones of ours.
 */
export function runPreload(code: string, electron: object): void {
  const require = (name: string): object => {
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
    return electron;
  };
  const module = { exports: {} };
  compileFunction(code, ['require', 'module', 'exports'])(require, module, module.exports);
}
