import { bare, broken, long, routed, scripts, torn, wide } from '../captures.ts';
import type { State } from '../state.ts';

const NEXT = 'PageDown';

/** The stage: prompt, fields, landings, number, race, one field in the light. */
export const STAGE: readonly State[] = [
  staged('prompt', routed),
  staged('fields', routed, NEXT),
  staged('landing', routed, NEXT, NEXT),
  staged('later', routed, NEXT, NEXT, NEXT, NEXT),
  staged('brace', routed, NEXT, ' ', NEXT),
  staged('number', routed, NEXT, ' ', NEXT, NEXT),
  staged('race', routed, NEXT, ' ', NEXT, NEXT, NEXT, NEXT),
  staged('spot', routed, NEXT, NEXT, NEXT, 's'),
  staged('wide-prompt', wide),
  staged('wide', wide, NEXT, ...Array.from({ length: 30 }, () => NEXT)),
  staged('wide-number', wide, NEXT, ' ', NEXT, NEXT),
  staged('wide-race', wide, NEXT, ' ', NEXT, NEXT, NEXT, NEXT),
  staged('long-prompt', long),
  staged('long', long, NEXT, NEXT, NEXT, NEXT, NEXT),
  staged('long-spot', long, NEXT, NEXT, NEXT, NEXT, NEXT, 's'),
  staged('scripts', scripts, NEXT, NEXT, NEXT, NEXT),
  staged('scripts-race', scripts, NEXT, ' ', NEXT, NEXT, NEXT, NEXT),
  staged('bare', bare, NEXT, NEXT, NEXT),
  staged('bare-number', bare, NEXT, ' ', NEXT, NEXT),
  staged('broken', broken, NEXT, ' ', NEXT, NEXT),
  staged('torn', torn, NEXT, ' ', NEXT),
  staged('torn-number', torn, NEXT, ' ', NEXT, NEXT),
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
      await desk.present(NEXT);
      await desk.hold();
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
