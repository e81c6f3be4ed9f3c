import { decide, useApproval } from '../../state/approvals.ts';
import { showOverlay } from '../../state/view.ts';

export const gateCommands = [
  { id: 'gates', title: 'Gates…', run: () => showOverlay('gates') },
  {
    id: 'approve',
    title: 'Approve',
    shortcut: 'Alt+Y',
    run: () => void decide('approved'),
    enabled: () => useApproval.getState().question !== null,
  },
  {
    id: 'decline',
    title: 'Decline',
    shortcut: 'Alt+N',
    run: () => void decide('declined'),
    enabled: () => useApproval.getState().question !== null,
  },
];
