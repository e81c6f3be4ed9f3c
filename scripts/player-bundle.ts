import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import type { PlayerCode } from '../src/core/capture/player-page.ts';

const MODULE = 'virtual:landfall-player';

/**
 * Builds the player as one script and one style sheet, fonts inside it, with the hashes that its policy names.
 * `root`: of the repository.
 */
async function buildPlayer(root: string): Promise<PlayerCode> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome120',
      minify: 'oxc',
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      modulePreload: false,
      rollupOptions: { input: join(root, 'src/player/main.ts'), output: { format: 'es' } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  let [script, style] = ['', ''];
  for (const output of outputs) {
    if (output.type === 'chunk') script += output.code;
    else if (output.fileName.endsWith('.css')) style += String(output.source);
  }
  // In a script element nothing but these two ends or suspends the script (HTML, script data states).
  script = `(()=>{${script.trim()}})();`.replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3C`);
  style = style.trim();
  return { script, scriptHash: hashOf(script), style, styleHash: hashOf(style) };
}

/** Gives the window the built player as a module of texts, loaded when somebody exports one. */
export function playerPlugin(): Plugin {
  let root = process.cwd();
  let built: Promise<PlayerCode> | null = null;
  return {
    name: 'landfall-player',
    configResolved: (config) => {
      // The window's root is two folders down.
      root = join(config.root, '../..');
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    async load(id) {
      if (id !== `\0${MODULE}`) return null;
      built ??= buildPlayer(root);
      return `export default ${JSON.stringify(await built)};`;
    },
  };
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
