import { withBrowser, withWindow } from './browser.ts';
import { createLines } from './data-sets.ts';
import { quantile } from './measure.ts';
import { LARGE, openFile, SMALL, withFile } from './open.ts';
import type { Measure } from './report.ts';

/** Dragging the playhead over a long run: from each move of the pointer to the frame that shows that moment. */
export const scrub: Measure = {
  title: 'Scrubbing',
  async rows({ smoke }) {
    const ops = smoke ? SMALL : LARGE;
    const moves = smoke ? 20 : 400;
    const delays = await withFile(createLines('items', ops).join('\n'), (file) =>
      withBrowser((browser) =>
        withWindow(browser, {}, async (landfall) => {
          await openFile(landfall, file, ops);
          const { page, playhead } = landfall;
          const box = await playhead.boundingBox();
          if (box === null) throw new Error('bench: the playhead is not on screen');
          const at = (share: number): [number, number] => [box.x + box.width * share, box.y + box.height / 2];
          await page.mouse.move(...at(0.1));
          await page.mouse.down();
          await page.evaluate(() => window.meter.watchPointer());
          // There and back, as a person looks for a place.
          for (let i = 0; i < moves; i++)
            await page.mouse.move(...at(0.5 - 0.45 * Math.cos((i / moves) * 6)));
          await page.mouse.up();
          return page.evaluate(() => window.meter.pointerDelays());
        }),
      ),
    );
    const name = `${ops.toLocaleString('en')} ops, ${delays.length} moves`;
    return [
      { what: `${name}: input to painted frame, p50`, value: quantile(delays, 0.5), unit: 'ms' },
      {
        what: `${name}: input to painted frame, p95`,
        value: quantile(delays, 0.95),
        unit: 'ms',
        target: { most: 33 },
      },
    ];
  },
};
