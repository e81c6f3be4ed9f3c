/**
 * The names of everything the window may ask (`calls`) and be told (`pushes`). The preload, both transports and the
 * validation derive from these two lists; `contract.ts` gives each its types.
 */
export const calls = [
  'app.info',
  'settings.read',
  'settings.write',
  'examples.list',
  'connections.list',
  'connections.save',
  'connections.remove',
  'connections.models',
  'connections.test',
  'simulator.faults',
  'secrets.set',
  'secrets.clear',
  'schema.check',
  'runs.start',
  'runs.race',
  'runs.stop',
  'runs.decide',
  'runs.read',
  'runs.reread',
  'runs.close',
  'captures.list',
  'captures.open',
  'captures.edit',
  'captures.duplicate',
  'captures.remove',
  'captures.restore',
  'captures.reveal',
  'imports.begin',
  'imports.chunk',
  'imports.open',
  'imports.end',
] as const;
export type Call = (typeof calls)[number];

export const pushes = ['command', 'captures.changed', 'run.opened', 'run.changed'] as const;
export type Push = (typeof pushes)[number];
