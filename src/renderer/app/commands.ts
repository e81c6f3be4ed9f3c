import { documentCommands } from '../features/document/commands.ts';
import { fieldsCommands } from '../features/fields/commands.ts';
import { gateCommands } from '../features/gates/commands.ts';
import { helpCommands } from '../features/help/commands.ts';
import { pictureCommands } from '../features/pictures/commands.ts';
import { presentCommands } from '../features/present/commands.ts';
import { exportCommands } from '../features/export/commands.ts';
import { promptCommands } from '../features/prompt/commands.ts';
import { raceCommands } from '../features/race/commands.ts';
import { schemaCommands } from '../features/schema/commands.ts';
import { transportCommands } from '../features/transport/commands.ts';
import { useView } from '../state/view.ts';
import { type Command, matches } from './command.ts';
import { windowCommands } from './window-commands.ts';

/** Everything that can be done by key, by the palette, or by a menu of the system. */
export const commands: readonly Command[] = [
  ...windowCommands,
  ...presentCommands,
  ...pictureCommands,
  ...transportCommands,
  ...documentCommands.map(withSaveKey),
  ...exportCommands,
  ...promptCommands,
  ...schemaCommands,
  ...fieldsCommands,
  ...gateCommands,
  ...raceCommands,
  ...helpCommands,
];

/** The key that everybody's fingers know for it. */
function withSaveKey(command: Command): Command {
  return command.id === 'document.save' ? { ...command, shortcut: 'Mod+S' } : command;
}

/** By id, as the menus of the desktop shell ask for it. What is unknown or not possible now is not done. */
export function runCommand(id: string): void {
  const command = commands.find((candidate) => candidate.id === id);
  if (command !== undefined && command.enabled?.() !== false) command.run();
}

/**
 * The one place where keys are read. Those with Mod are the window's own wherever the focus is, so they are taken
 * before an editor sees them; all others are left alone once something deeper down has handled them.
 */
export function startKeys(): void {
  window.addEventListener('keydown', (event) => press(event, isOwn), { capture: true });
  window.addEventListener('keydown', (event) => press(event, (command) => !isOwn(command)));
}

function isOwn({ shortcut }: Command): boolean {
  return shortcut?.startsWith('Mod+') === true;
}

function press(event: KeyboardEvent, concerns: (command: Command) => boolean): void {
  // While a dialog is open, its keys are its own.
  if (event.defaultPrevented || event.isComposing || useView.getState().overlay !== null) return;
  // The browser closes an open popup by it; what runs goes on.
  if (event.key === 'Escape' && document.querySelector(':popover-open') !== null) return;
  const command = commands.find(
    (candidate) =>
      candidate.shortcut !== undefined &&
      concerns(candidate) &&
      matches(candidate.shortcut, event) &&
      candidate.enabled?.() !== false,
  );
  if (command === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  command.run();
}
