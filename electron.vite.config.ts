import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { playerPlugin } from './scripts/player-bundle.ts';

export default defineConfig({
  main: {
    build: {
      target: 'node24',
      rollupOptions: {
        // One entry a process: the two shells, the command line, and the threads.
        input: {
          index: 'src/main/index.ts',
          web: 'src/main/web.ts',
          cli: 'src/main/cli.ts',
          'gateway-thread': 'src/main/gateway/thread.ts',
          'simulator-thread': 'src/main/simulator/thread.ts',
          'schema-thread': 'src/main/schema/thread.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can only be one CommonJS file without imports of its own.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      target: 'chrome140',
      minify: 'oxc',
      modulePreload: { polyfill: false },
      // Monaco is one chunk of 3.4 MB, loaded after the first paint.
      chunkSizeWarningLimit: 4000,
      rollupOptions: {
        input: { index: 'src/renderer/index.html' },
        // What a start needs is one file. Cut by who else uses it, it would be eighty, most of them too small to
        // compress: 8 % more to load.
        output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
      },
    },
    plugins: [react(), playerPlugin()],
  },
});
