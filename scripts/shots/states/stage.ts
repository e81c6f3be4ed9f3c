import { bare, broken, long, routed, scripts, torn, wide } from '../captures.ts';
import type { State } from '../states.ts';

const NEXT = 'PageDown';

/** The stage: prompt, fields, landings, number, race, one field in the light. */
export const STAGE: readonly State[] = [
  staged('prompt', routed),
  staged('fields', routed, NEXT),
  staged('landing', routed, NEXT, NEXT),
  staged('later', routed, NEXT, NEXT, NEXT, NEXT),
  staged('brace', routed, NEXT, 'End'),
  staged('number', routed, NEXT, 'End', NEXT),
  staged('race', routed, NEXT, 'End', NEXT, NEXT, 'End'),
  staged('spot', routed, NEXT, NEXT, NEXT, 's'),
  staged('wide-prompt', wide),
  staged('wide', wide, NEXT, ...Array.from({ length: 30 }, () => NEXT)),
  staged('wide-number', wide, NEXT, 'End', NEXT),
  staged('wide-race', wide, NEXT, 'End', NEXT, NEXT, 'End'),
  staged('long-prompt', long),
  staged('long', long, NEXT, NEXT, NEXT, NEXT, NEXT),
  staged('long-spot', long, NEXT, NEXT, NEXT, NEXT, NEXT, 's'),
  staged('scripts', scripts, NEXT, NEXT, NEXT, NEXT),
  staged('scripts-race', scripts, NEXT, 'End', NEXT, NEXT, 'End'),
  staged('bare', bare, NEXT, NEXT, NEXT),
  staged('bare-number', bare, NEXT, 'End', NEXT),
  staged('broken', broken, NEXT, 'End', NEXT),
  staged('torn', torn, NEXT, 'End'),
  staged('torn-number', torn, NEXT, 'End', NEXT),
  {
    name: 'stage-nothing',
    arrange: (desk) => desk.present(),
  },
  {
    name: 'stage-live',
    held: true,
    async arrange(desk) {
      const exchange = await desk.ask();
      exchange
        .begin()
        .send('{"op":"add","path":"","value":{}}\n')
        .send('{"op":"add","path":"/intent","value":"billing"}\n');
      await desk.landfall.landed('intent').waitFor();
      await desk.hold();
      await desk.present(NEXT);
    },
  },
  {
    name: 'stage-question',
    async arrange(desk) {
      await desk.example('Human approval');
      await desk.present(NEXT, NEXT);
      await desk.page.getByRole('alertdialog', { name: /^Approval/ }).waitFor();
    },
  },
];

function staged(name: string, capture: () => string, ...keys: string[]): State {
  return {
    name: `stage-${name}`,
    async arrange(desk) {
      await desk.open('capture.ndjson', capture());
      await desk.dismiss();
      await desk.present(...keys);
    },
  };
}
