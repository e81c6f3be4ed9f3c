import { emptyFrameRate, withBrowser, withWindow } from './browser.ts';
import { quantile } from './measure.ts';
import { pacedServer } from './paced-server.ts';
import type { Measure } from './report.ts';

interface Flood {
  lost: number;
  longestTask: number;
  /** Share of an empty page's frames, in percent. */
  frames: number;
}

/** 20,000 operations a second into the window, live, from a server in a process of its own. */
export const flood: Measure = {
  title: 'Live flood',
  async rows({ smoke, runs }) {
    const seconds = smoke ? 1 : 10;
    const perSecond = smoke ? 2_000 : 20_000;
    const ops = perSecond * seconds;
    const server = await pacedServer({ perSecond, ops, lines: 'items' });
    const env = { DOTTXT_BASE_URL: server.baseUrl, DOTTXT_API_KEY: 'bench' };
    const floods: Flood[] = [];
    try {
      await withBrowser(async (browser) => {
        for (let run = 0; run < runs; run++) {
          const empty = await emptyFrameRate(browser, smoke ? 0.5 : 3);
          floods.push(
            await withWindow(browser, env, async (landfall) => {
              const { page } = landfall;
              await landfall.choose(landfall.connection, /dottxt/);
              await landfall.choose(landfall.model, 'paced');
              const rows = page.evaluate(() => window.meter.seen('[role=treeitem]', 'title "Stock list"'));
              await landfall.run();
              const from = await rows;
              await landfall.stopButton.waitFor({ state: 'hidden', timeout: (seconds + 60) * 1000 });
              await landfall.ended(/ops/);
              return page.evaluate(
                ([start, all, still]) => {
                  const verdict = document.querySelector('[aria-label=Verdict]')?.textContent ?? '';
                  const told = Number(/([\d,]+) ops/.exec(verdict)?.[1]?.replaceAll(',', ''));
                  const to = performance.now();
                  return {
                    lost: (all ?? 0) - told,
                    longestTask: window.meter.longestTask(start ?? 0),
                    frames: (100 * window.meter.frameRate(start ?? 0, to)) / (still ?? 1),
                  };
                },
                [from, ops, empty],
              );
            }),
          );
        }
      });
    } finally {
      server.stop();
    }
    const middle = (of: (one: Flood) => number): number => quantile(floods.map(of), 0.5);
    const name = `${perSecond.toLocaleString('en')} ops/s for ${seconds} s`;
    return [
      { what: `${name}: lost`, value: middle((one) => one.lost), unit: 'ops', target: { most: 0 } },
      {
        what: `${name}: longest task in the window`,
        value: middle((one) => one.longestTask),
        unit: 'ms',
        target: { most: 50 },
      },
      {
        what: `${name}: frames, share of an empty page’s`,
        value: middle((one) => one.frames),
        unit: '%',
        target: { least: 90 },
      },
    ];
  },
};
