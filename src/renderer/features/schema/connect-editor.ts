import { nodeTimes } from '../../../core/timing/arrivals.ts';
import { patternOf } from '../../../core/schema/ghosts.ts';
import type { Field } from '../../../core/schema/fields.ts';
import { useConnections } from '../../state/connections.ts';
import { editDraft, useDraft } from '../../state/draft.ts';
import { useLab } from '../../state/lab.ts';
import { dismiss, notify } from '../../state/notices.ts';
import { usePlayback } from '../../state/playback.ts';
import { useRun } from '../../state/run.ts';
import { useSchema } from '../../state/schema.ts';
import { fieldRows } from '../../../core/timing/statistics-fields.ts';
import { countedOf, type Series, seriesOf, useSeries } from '../../state/series.ts';
import { select, useSelection } from '../../state/selection.ts';
import { expectedNext } from '../document/ghosts.ts';
import { expectationAt } from '../rows/expectation.ts';
import { setEditor } from './editor-handle.ts';
import { type Landing, landingsOf, type OverRuns } from './landings.ts';
import type { SchemaEditor } from './monaco/schema-editor.ts';
import { fieldAt, fieldOfNode, isNamed, pointerFor } from './places.ts';
import { currentMarkers } from './schema-markers.ts';

/**
 * Ties the editor to the stores, for as long as the window lives. What changes at stream rate goes straight to the
 * editor, at most once a frame, and through no component.
 */
export function connectEditor(host: HTMLElement, Editor: typeof SchemaEditor): void {
  const editor = new Editor(host, useDraft.getState().draft.schema, {
    edited: (schema) => {
      if (schema !== useDraft.getState().draft.schema) editDraft({ schema });
    },
    wentTo: (offset) => {
      const { tree, fields } = useSchema.getState();
      // While an edit has not been read yet, the places of fields are those of the text before it.
      if (tree === null || tree.text !== useDraft.getState().draft.schema) return;
      const field = fieldAt(fields, offset);
      if (field === null) return;
      const { pointer } = useSelection.getState();
      const next = pointerFor(tree, field, pointer);
      if (next !== pointer) select(next, null);
    },
    required: () => useLab.getState().required,
    moved: sayWhatElseMoved,
  });

  const showLandings = onceAFrame(() => editor.setLandings(currentLandings()));
  const showFields = () => {
    const { tree, text, fields } = useSchema.getState();
    // A text that cannot be read keeps the marks it had: the editor moves them along with what is typed.
    if (tree === null || text !== tree.text) return;
    editor.setNames(fields.filter(isNamed).map(nameOf));
    showSelected();
    showLandings();
  };
  const showSelected = () => {
    const { tree, text, fields } = useSchema.getState();
    const { pointer } = useSelection.getState();
    if (tree !== null && text !== tree.text) return;
    editor.setSelected(tree === null || pointer === null ? null : fieldOfNode(tree, fields, pointer));
  };
  const theme = new MutationObserver(() => editor.setTheme());
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });

  const showMarkers = () => editor.setMarkers(currentMarkers() ?? []);

  showFields();
  showMarkers();
  setEditor(editor);
  useDraft.subscribe(({ draft }) => editor.setText(draft.schema));
  useSchema.subscribe(showFields);
  useSchema.subscribe(showMarkers);
  useConnections.subscribe(showMarkers);
  useDraft.subscribe((now, before) => {
    if (now.connection !== before.connection) showMarkers();
  });
  useSelection.subscribe(showSelected);
  useRun.subscribe((now, before) => {
    if (now.record !== before.record || now.revision !== before.revision || now.status !== before.status)
      showLandings();
  });
  usePlayback.subscribe((now, before) => {
    if (now.event !== before.event) showLandings();
  });
  useSeries.subscribe(showLandings);
}

let said: number | null = null;

/** A property of a shared definition is one in the text and several in the document. */
function sayWhatElseMoved(patterns: readonly string[]): void {
  if (said !== null) dismiss(said);
  said = null;
  if (patterns.length < 2) return;
  const names = patterns.map((pattern) => pattern.slice(1));
  said = notify({ tone: 'info', text: `${names.join(', ')} moved together: they share a definition.` });
}

/** For the document that is on screen; nothing where there is no run, or where the text has moved on since it was read. */
function currentLandings(): Landing[] {
  const { record, status } = useRun.getState();
  const { tree, fields, text } = useSchema.getState();
  if (record === null || tree === null || text !== tree.text) return [];
  const { event } = usePlayback.getState();
  const view = record.history.at(event);
  const over = statsOfSchema(text);
  const streaming = status === 'live' || event < record.log.length - 1;
  const next = streaming ? expectedNext(view, tree) : null;
  const expectation = streaming ? expectationAt(record, view) : null;
  return landingsOf(fields, {
    view,
    times: (node) => nodeTimes(record, view, node),
    opNumber: (at) => record.log.opsUpTo(at),
    next: next === null ? null : patternOf(tree, next),
    expected: (pattern) => expectation?.at(pattern) ?? null,
    over: (pattern) => over.get(pattern) ?? null,
  });
}

let counted: { series: Series | null; over: ReadonlyMap<string, OverRuns> } = {
  series: null,
  over: new Map(),
};

/** Landings over the runs that were made of this text, from two on; runs of one kind only. */
function statsOfSchema(text: string): ReadonlyMap<string, OverRuns> {
  const { record } = useRun.getState();
  const series = record?.header?.schema === text ? seriesOf(record.header) : null;
  if (counted.series === series) return counted.over;
  const { runs, apart } = series === null ? { runs: [], apart: 0 } : countedOf(series);
  const rows = runs.length > 1 && apart === 0 ? fieldRows(runs) : [];
  const over = new Map(
    rows.map(({ pattern, runs: n, landed, first, last, count }) => [
      pattern,
      { n, p50: landed.p50, p95: landed.p95, many: count.max > 1, first: first.p50, last: last.p50 },
    ]),
  );
  counted = { series, over };
  return over;
}

function nameOf({ offset, name }: Field): { offset: number; length: number } {
  return { offset, length: JSON.stringify(name).length };
}

function onceAFrame(work: () => void): () => void {
  let frame = 0;
  return () => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      work();
    });
  };
}
