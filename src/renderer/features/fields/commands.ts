import { showLab } from '../../state/lab.ts';
import { useDraft } from '../../state/draft.ts';
import { useRun } from '../../state/run.ts';
import { showTab } from '../../state/view.ts';

function hasRun(): boolean {
  return useRun.getState().record !== null;
}

export const fieldsCommands = [
  {
    id: 'what-if',
    title: 'What if: try another field order',
    run: () => {
      showTab('fields');
      showLab('what if');
    },
    enabled: hasRun,
  },
  {
    id: 'suggest-order',
    title: 'Suggest the best order for the gates',
    run: () => void import('./lab-actions.ts').then(({ suggestOrder }) => suggestOrder()),
    enabled: () => hasRun() && useDraft.getState().draft.gates.length > 0,
  },
  {
    id: 'sort-as-arrived',
    title: 'Sort the schema as arrived',
    run: () => void import('./lab-actions.ts').then(({ sortAsArrived }) => sortAsArrived()),
    enabled: hasRun,
  },
];
