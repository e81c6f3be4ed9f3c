import { Play } from 'lucide-react';
import type { ReactNode } from 'react';

import { useDraft } from '../../state/draft.ts';
import { clearDragged, useLab } from '../../state/lab.ts';
import { useRunning } from '../../state/running.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import p from '../../ui/panel.module.css';
import { counted } from '../rows/format.ts';
import { askForWhatIf } from '../race/commands.ts';
import { applyOrders, fitDraft, reorderedDraft, runWanted, suggestOrder } from './lab-actions.ts';
import type { LabModel } from './lab-model.ts';
import s from './FieldsPanel.module.css';

/** What the what-if shows, in a few words that never let a prediction pass for a measurement. */
function LabState({ model }: { model: LabModel }): ReactNode {
  const search = useLab((lab) => lab.search);
  const isForeign = useIsForeign();
  return (
    <span className={s.state} role="status">
      {search.state === 'searching' ? (
        'looking for the best order…'
      ) : model.wanted.size === 0 ? (
        <>
          drag a field, or Alt+↑ and Alt+↓ on it<span className={s.wide}>, to see when each would land</span>
        </>
      ) : (
        `${counted(model.moved.size, 'field')} moved · prediction, not measurement${isForeign ? ' · the schema in the editor has other fields' : ''}`
      )}
    </span>
  );
}

/** The state, and what is beside the point of it; on a narrow panel a line of its own below the actions. */
export function LabAside({ model }: { model: LabModel | null }): ReactNode {
  const dragged = useLab((lab) => lab.dragged);
  return (
    <div className={s.aside}>
      {model !== null && <LabState model={model} />}
      <span className={p.space} />
      {dragged.size > 0 && (
        <Button look="quiet" onClick={clearDragged}>
          Reset
        </Button>
      )}
      <GatesButton />
    </div>
  );
}

export function GatesButton(): ReactNode {
  const gates = useDraft(({ draft }) => draft.gates.length);
  return (
    <Button look="quiet" onClick={() => showOverlay('gates')}>
      {gates === 0 ? 'Gates…' : `Gates · ${gates}`}
    </Button>
  );
}

export function LabActions({ model }: { model: LabModel | null }): ReactNode {
  const gates = useDraft(({ draft }) => draft.gates.length);
  const dragged = useLab((lab) => lab.dragged);
  const searching = useLab((lab) => lab.search.state === 'searching');
  const running = useRunning();
  // Whether it would change anything; asked of the text, which is what would be changed.
  useDraft(({ draft }) => draft.schema);
  const applies = dragged.size > 0 && reorderedDraft(dragged) !== null;
  const isForeign = useIsForeign();
  return (
    <div className={s.actions}>
      <Button
        disabled={gates === 0 || searching}
        title={gates === 0 ? 'Needs a gate' : undefined}
        onClick={suggestOrder}
      >
        Suggest order
      </Button>
      {model !== null && (
        <>
          <Button disabled={!applies} onClick={() => applyOrders(dragged, 'The order is in the schema')}>
            <span>
              Apply<span className={s.wide}> to schema</span>
            </span>
          </Button>
          <Button disabled={!applies || running} onClick={askForWhatIf}>
            Race it…
          </Button>
          <Button
            className={s.go}
            disabled={model.wanted.size === 0 || isForeign || running}
            onClick={() => runWanted(model)}
          >
            <Play size={11} fill="currentColor" aria-hidden="true" />
            Run it
          </Button>
        </>
      )}
    </div>
  );
}

/** Whether what was dragged are fields that the schema in the editor has not; asked of its text. */
function useIsForeign(): boolean {
  const dragged = useLab((lab) => lab.dragged);
  useDraft(({ draft }) => draft.schema);
  return dragged.size > 0 && !fitDraft(dragged);
}
