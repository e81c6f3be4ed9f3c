/** As the registry in `app/commands.ts` takes them. */
export interface FeatureCommand {
  id: string;
  title: string;
  /** `Mod` is Cmd on a Mac and Ctrl elsewhere; single keys count only outside text fields, trees and lists. */
  shortcut?: string;
  run: () => void;
  enabled?: () => boolean;
}

export const transportCommands: FeatureCommand[] = [];
