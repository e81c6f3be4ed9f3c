import { useRun } from '../../state/run.ts';
import { canExport } from '../export/export-run.ts';
import type { FeatureCommand } from '../transport/commands.ts';
import type { Export } from './export-run.ts';

interface Choice {
  what: Export;
  title: string;
}

/** In the order of the menu, by what a person wants them for. */
export const EXPORTS: readonly { group: string; choices: readonly Choice[] }[] = [
  {
    group: 'To show it to somebody',
    choices: [
      { what: 'player', title: 'Standalone player (HTML)' },
      { what: 'player without values', title: 'Standalone player without values (HTML)' },
      { what: 'gif', title: 'Animation (GIF)' },
      { what: 'webm', title: 'Animation (WebM)' },
    ],
  },
  {
    group: 'Picture of the timeline',
    choices: [
      { what: 'copy png', title: 'Copy picture' },
      { what: 'png', title: 'Picture (PNG)' },
      { what: 'svg', title: 'Picture (SVG)' },
    ],
  },
];

/** A page has something to say of a run that brought nothing, and a picture has not. */
export function isPlayer(what: Export): boolean {
  return what === 'player' || what === 'player without values';
}

function hasRun(): boolean {
  const { record } = useRun.getState();
  return record !== null && record.log.length > 0;
}

/** The exporters come over when the first one is asked for. */
export function startExport(what: Export): void {
  void import('./export-run.ts').then(({ exportRun }) => exportRun(what));
}

export const pictureCommands: FeatureCommand[] = EXPORTS.flatMap(({ choices }) =>
  choices.map(({ what, title }) => ({
    id: `export.${what.replaceAll(/[ :]/g, '-')}`,
    title: what === 'copy png' ? 'Copy a picture of the timeline' : `Export: ${title}`,
    run: () => startExport(what),
    enabled: isPlayer(what) ? canExport : hasRun,
  })),
);
