import type { FeatureCommand } from '../transport/commands.ts';
import { openPresent } from './present.ts';

export const presentCommands: FeatureCommand[] = [
  { id: 'present', title: 'Present', shortcut: 'Alt+P', run: openPresent },
];
