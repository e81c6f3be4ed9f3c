import type { ReactNode } from 'react';

import { DocumentTree } from '../features/document/DocumentTree.tsx';
import { ApprovalPrompt } from '../features/gates/ApprovalPrompt.tsx';
import { SelectedOperation } from '../features/operation/SelectedOperation.tsx';
import { Present } from '../features/present/Present.tsx';
import { PromptPanel } from '../features/prompt/PromptPanel.tsx';
import { SchemaPanel } from '../features/schema/SchemaPanel.tsx';
import { Timeline } from '../features/timeline/Timeline.tsx';
import { TimelineMeta } from '../features/timeline/TimelineMeta.tsx';
import { Transport } from '../features/transport/Transport.tsx';
import { type MiddleTab, showSide, showTab, type SidePart, useView } from '../state/view.ts';
import { later } from '../ui/later.tsx';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Columns } from './Columns.tsx';
import { Dialogs } from './Dialogs.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { DropZone } from './DropZone.tsx';
import { Announcer } from './Announcer.tsx';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { PaletteDialog } from './PaletteDialog.tsx';
import { RunNotice } from './RunNotice.tsx';
import { useNarrow } from './useNarrow.ts';
import s from './App.module.css';

// Of the four views, a start shows the timeline; the others guard themselves.
const FieldsPanel = later(
  'Fields',
  async () => (await import('../features/fields/FieldsPanel.tsx')).FieldsPanel,
);
const Compare = later('Compare', async () => (await import('../features/compare/Compare.tsx')).Compare);
const Wire = later('Wire', async () => (await import('../features/wire/Wire.tsx')).Wire);

const TABS: readonly Tab<MiddleTab>[] = [
  { value: 'timeline', label: 'Timeline', panel: guarded('Timeline', <Timeline />) },
  { value: 'fields', label: 'Fields', panel: <FieldsPanel /> },
  { value: 'compare', label: 'Compare', panel: <Compare /> },
  { value: 'wire', label: 'Wire', panel: <Wire /> },
];

/** Header, three columns, transport: the picture in the design. A narrow window shows one part at a time. */
export function App(): ReactNode {
  const narrow = useNarrow();
  return (
    <TooltipProvider>
      <div className={s.frame}>
        <Header />
        <RunNotice />
        <main className={s.main}>{narrow ? <OnePart /> : <ThreeColumns />}</main>
        <footer className={s.transport}>{guarded('Transport', <Transport />)}</footer>
      </div>
      <Dialogs />
      <PaletteDialog />
      <Announcer />
      <Present />
      <ApprovalPrompt />
      <DropZone />
      <Notices />
    </TooltipProvider>
  );
}

/** What stands at the sides, each by the share of its column and the pixels that it needs. */
const SCHEMA = { id: 'schema', share: 73, min: 120, content: guarded('Schema', <SchemaPanel />) };
const PROMPT = { id: 'prompt', share: 27, size: 188, min: 96, content: guarded('Prompt', <PromptPanel />) };
const DOCUMENT = { id: 'document', share: 74, min: 120, content: guarded('Document', <DocumentTree />) };
const OPERATION = {
  id: 'operation',
  share: 26,
  min: 96,
  content: guarded('Selected operation', <SelectedOperation />),
};

function ThreeColumns(): ReactNode {
  const left = <Columns id="left-column" orientation="vertical" parts={[SCHEMA, PROMPT]} />;
  const right = <Columns id="right-column" orientation="vertical" parts={[DOCUMENT, OPERATION]} />;
  return (
    <Columns
      id="columns"
      parts={[
        { id: 'left', share: 25, min: 280, content: left },
        { id: 'middle', share: 46, min: 360, content: <Middle /> },
        { id: 'right', share: 29, min: 260, content: right },
      ]}
    />
  );
}

function Middle(): ReactNode {
  const tab = useView((view) => view.tab);
  return (
    <Tabs label="Views of the run" value={tab} onChange={showTab} tabs={TABS} aside={<TimelineMeta />} />
  );
}

const SIDES: Record<SidePart, Tab<SidePart>> = {
  schema: { value: 'schema', label: 'Schema', panel: SCHEMA.content },
  prompt: { value: 'prompt', label: 'Prompt', panel: PROMPT.content, kept: true },
  document: { value: 'document', label: 'Document', panel: DOCUMENT.content },
  operation: { value: 'operation', label: 'Operation', panel: OPERATION.content },
};

/** One part at a time, each a tab. */
function OnePart(): ReactNode {
  const { tab, side } = useView();
  return (
    <Tabs<MiddleTab | SidePart>
      label="Views of the draft and the run"
      value={side ?? tab}
      onChange={(value) => (isSide(value) ? showSide(value) : showTab(value))}
      tabs={[SIDES.schema, SIDES.prompt, ...TABS, SIDES.document, SIDES.operation]}
    />
  );
}

function isSide(value: MiddleTab | SidePart): value is SidePart {
  return value in SIDES;
}

function guarded(part: string, content: ReactNode): ReactNode {
  return <ErrorBoundary part={part}>{content}</ErrorBoundary>;
}
