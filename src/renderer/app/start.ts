import type { AppInfo, ConnectionEntry, Example } from '../../bridge/contract.ts';
import { bridge, problemOf } from '../state/bridge.ts';
import { connect, loadConnections } from '../state/connections.ts';
import { useDraft } from '../state/draft.ts';
import { loadExamples } from '../state/examples.ts';
import { watchLibrary } from '../state/library.ts';
import { notify } from '../state/notices.ts';
import { showRace } from '../state/race.ts';
import { openRun, useRun } from '../state/run.ts';
import { watchSchema } from '../state/schema.ts';
import { useSettings } from '../state/settings.ts';
import { offerTour } from '../state/tour.ts';
import { runCommand } from './commands.ts';
import { useInfo } from '../state/info.ts';
import { followTitle } from './title.ts';

/** The example that a first start shows. */
const FIRST_EXAMPLE = 'early-routing';

/**
 * Fills the window: the draft as it was left, or else the first example; the connection likewise, or else the
 * Simulator; then the run that is live in main, or one named on the command line.
 */
export async function start(): Promise<void> {
  watchSchema();
  followTitle();
  bridge.on('command', ({ id }) => runCommand(id));
  watchLibrary();
  bridge.on('run.opened', (opened) => void openRun(opened));
  bridge.on('run.changed', (opened) => {
    if (useRun.getState().opened?.run === opened.run) useRun.setState({ opened });
  });
  try {
    const [info, examples, connections] = await Promise.all([
      bridge.call('app.info', {}),
      loadExamples(),
      loadConnections(),
    ]);
    useInfo.setState(info);
    showDraft(examples);
    showConnection(connections);
    showRun(info);
    offerTour();
  } catch (thrown) {
    notify({
      tone: 'error',
      text: problemOf(thrown),
      actions: [{ label: 'Try again', run: () => location.reload() }],
    });
  }
}

function showDraft(examples: readonly Example[]): void {
  const draft =
    useSettings.getState().draft ?? (examples.find(({ id }) => id === FIRST_EXAMPLE) ?? examples[0])?.draft;
  // Not an edit: a draft that nobody touched is not written to the settings.
  if (draft !== undefined) useDraft.setState({ draft });
}

function showConnection(connections: readonly ConnectionEntry[]): void {
  const { connection: kept } = useSettings.getState();
  const chosen =
    connections.find(({ id }) => id === kept) ??
    connections.find(({ kind }) => kind === 'simulator') ??
    connections[0];
  if (chosen !== undefined) void connect(chosen);
}

function showRun(info: AppInfo): void {
  const file = info.opened.at(-1);
  if (info.live.length > 0) showRace(info.live);
  else if (file !== undefined) void openRun(file);
}
