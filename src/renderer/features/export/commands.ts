import { canExport, exportRun } from './export-run.ts';
import { EXPORT_KINDS } from './kinds.ts';

/** As the registry in `app/commands.ts` takes them; the desktop's menu asks for them by id. */
export const exportCommands = [
  {
    id: 'capture.save',
    title: 'Save capture…',
    shortcut: 'Mod+Shift+S',
    run: () => void exportRun({ kind: 'patchcap', withoutValues: false }),
    enabled: canExport,
  },
  ...[false, true].flatMap((withoutValues) =>
    EXPORT_KINDS.map(({ id, title }) => ({
      id: `export.${id}${withoutValues ? '.without-values' : ''}`,
      title: `Export: ${title}${withoutValues ? ', without values' : ''}`,
      run: () => void exportRun({ kind: id, withoutValues }),
      enabled: canExport,
    })),
  ),
];
