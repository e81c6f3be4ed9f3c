import { documentCommands } from '../features/document/commands.ts';
import { schemaCommands } from '../features/schema/commands.ts';
import { transportCommands } from '../features/transport/commands.ts';
import { useView } from '../state/view.ts';
import { type Command, matches } from './command.ts';
import { windowCommands } from './window-commands.ts';

/** Everything that can be done by key, by the palette, or by a menu of the system. */
export const commands: readonly Command[] = [
  ...windowCommands,
  ...transportCommands,
  ...documentCommands,
  ...schemaCommands,
];

/** By id, as the menus of the desktop shell ask for it. What is unknown or not possible now is not done. */
export function runCommand(id: string): void {
  const command = commands.find((candidate) => candidate.id === id);
  if (command !== undefined && command.enabled?.() !== false) command.run();
}

/** The one place where keys are read. What has been handled deeper down, in an editor or a dialog, is left alone. */
export function startKeys(): void {
  window.addEventListener('keydown', (event) => {
    // While a dialog is open, its keys are its own.
    if (event.defaultPrevented || event.isComposing || useView.getState().overlay !== null) return;
    const command = commands.find(
      ({ shortcut, enabled }) => shortcut !== undefined && matches(shortcut, event) && enabled?.() !== false,
    );
    if (command === undefined) return;
    event.preventDefault();
    command.run();
  });
}
