import { startTour } from '../../state/tour.ts';
import { showOverlay } from '../../state/view.ts';

export const helpCommands = [
  { id: 'help', title: 'Help: the guides', shortcut: 'F1', run: () => showOverlay('help') },
  { id: 'tour', title: 'Show the tour again', run: startTour },
];
