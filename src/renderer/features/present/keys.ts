import { ACTIONS, type StageAction } from './actions.ts';

const BY_KEY = new Map<string, StageAction>(
  Object.values(ACTIONS).flatMap((action) => action.keys.map((key): [string, StageAction] => [key, action])),
);

/** True where the key was one of the stage's. */
export function pressKey(event: KeyboardEvent): boolean {
  if (event.altKey) return false;
  const { key, target } = event;
  // A list of choices has keys of its own; those that are a clicker's alone stay the stage's.
  if (target instanceof HTMLSelectElement && !key.startsWith('Page') && key !== 'Escape') return false;
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  if (target instanceof HTMLButtonElement && mod === '' && (key === ' ' || key === 'Enter')) return false;
  const action = BY_KEY.get(mod + (key.length === 1 ? key.toLowerCase() : key));
  action?.run();
  return action !== undefined;
}
