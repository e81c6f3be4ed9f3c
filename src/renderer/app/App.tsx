import type { ReactNode } from 'react';

import { Compare } from '../features/compare/Compare.tsx';
import { DocumentTree } from '../features/document/DocumentTree.tsx';
import { FieldsPanel } from '../features/fields/FieldsPanel.tsx';
import { ApprovalPrompt } from '../features/gates/ApprovalPrompt.tsx';
import { GatesDialog } from '../features/gates/GatesDialog.tsx';
import { SelectedOperation } from '../features/operation/SelectedOperation.tsx';
import { Present } from '../features/present/Present.tsx';
import { HelpDialog } from '../features/help/HelpDialog.tsx';
import { PromptPanel } from '../features/prompt/PromptPanel.tsx';
import { ConvertDialog } from '../features/schema/ConvertDialog.tsx';
import { RaceDialog } from '../features/race/RaceDialog.tsx';
import { SchemaPanel } from '../features/schema/SchemaPanel.tsx';
import { Timeline } from '../features/timeline/Timeline.tsx';
import { TimelineMeta } from '../features/timeline/TimelineMeta.tsx';
import { Transport } from '../features/transport/Transport.tsx';
import { Wire } from '../features/wire/Wire.tsx';
import { showColumn, showTab, useView, type MiddleTab } from '../state/view.ts';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { ConnectionsDialog } from '../features/connections/ConnectionsDialog.tsx';
import { LibraryDialog } from '../features/library/LibraryDialog.tsx';
import { Columns } from './Columns.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { DropZone } from './DropZone.tsx';
import { Announcer } from './Announcer.tsx';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { PaletteDialog } from './PaletteDialog.tsx';
import { RunNotice } from './RunNotice.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { useNarrow } from './useNarrow.ts';
import s from './App.module.css';

const TABS: readonly Tab<MiddleTab>[] = [
  { value: 'timeline', label: 'Timeline', panel: guarded('Timeline', <Timeline />) },
  { value: 'fields', label: 'Fields', panel: guarded('Fields', <FieldsPanel />) },
  { value: 'compare', label: 'Compare', panel: guarded('Compare', <Compare />) },
  { value: 'wire', label: 'Wire', panel: guarded('Wire', <Wire />) },
];

/** Header, three columns, transport: the picture in the design. A narrow window shows one column at a time. */
export function App(): ReactNode {
  const narrow = useNarrow();
  return (
    <TooltipProvider>
      <div className={s.frame}>
        <Header />
        <RunNotice />
        <main className={s.main}>
          {narrow ? (
            <OneColumn />
          ) : (
            <Columns
              id="columns"
              parts={[
                { id: 'left', share: 25, min: 280, content: <Left /> },
                { id: 'middle', share: 46, min: 360, content: <Middle /> },
                { id: 'right', share: 29, min: 260, content: <Right /> },
              ]}
            />
          )}
        </main>
        <footer className={s.transport}>{guarded('Transport', <Transport />)}</footer>
      </div>
      <ConnectionsDialog />
      <LibraryDialog />
      <ConvertDialog />
      <GatesDialog />
      <RaceDialog />
      <PaletteDialog />
      <HelpDialog />
      <Announcer />
      <ShortcutsDialog />
      <Present />
      <ApprovalPrompt />
      <DropZone />
      <Notices />
    </TooltipProvider>
  );
}

function Left(): ReactNode {
  return (
    <Columns
      id="left-column"
      orientation="vertical"
      parts={[
        { id: 'schema', share: 73, min: 120, content: guarded('Schema', <SchemaPanel />) },
        { id: 'prompt', share: 27, size: 188, min: 96, content: guarded('Prompt', <PromptPanel />) },
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

/** The columns to the left and right as tabs beside those of the middle. */
function OneColumn(): ReactNode {
  const { tab, column } = useView();
  const shown = column === 'left' ? 'schema' : column === 'right' ? 'document' : tab;
  return (
    <Tabs
      label="Views of the draft and the run"
      value={shown}
      onChange={(value) => {
        if (value === 'schema') showColumn('left');
        else if (value === 'document') showColumn('right');
        else showTab(value);
      }}
      tabs={[
        { value: 'schema', label: 'Schema', panel: <Left /> },
        ...TABS,
        { value: 'document', label: 'Document', panel: <Right /> },
      ]}
    />
  );
}

function Right(): ReactNode {
  return (
    <Columns
      id="right-column"
      orientation="vertical"
      parts={[
        { id: 'document', share: 74, min: 120, content: guarded('Document', <DocumentTree />) },
        {
          id: 'operation',
          share: 26,
          min: 96,
          content: guarded('Selected operation', <SelectedOperation />),
        },
      ]}
    />
  );
}

function guarded(part: string, content: ReactNode): ReactNode {
  return <ErrorBoundary part={part}>{content}</ErrorBoundary>;
}
