import type { Page } from '@playwright/test';
import { Endpoint } from './endpoint.ts';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

/** A plan in the order of the example's schema, an operation a landing. */
const SEED = '{"op":"add","path":"","value":{}}';
const PLAN: readonly [key: string, operation: string][] = [
  ['topic', '{"op":"add","path":"/topic","value":"When to retrieve and when to tune"}'],
  ['steps', '{"op":"add","path":"/steps","value":[]}'],
  ['0', '{"op":"add","path":"/steps/0","value":"Collect benchmark results"}'],
  ['1', '{"op":"add","path":"/steps/1","value":"Work out latency and cost"}'],
  ['2', '{"op":"add","path":"/steps/2","value":"Interview two teams"}'],
];

/** The boxes of all controls, and of all rows of tree and timeline that landed a value, by what they are. */
function boxes(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const found: Record<string, string> = {};
    const query =
      'button, input, textarea, [role=combobox], [role=slider], [role=tab], [role=separator], [role=treeitem], [role=option]';
    for (const element of document.querySelectorAll(query)) {
      if (element.closest('.monaco-editor') !== null) continue;
      const role = element.getAttribute('role') ?? element.tagName;
      const isRow = role === 'treeitem' || role === 'option';
      const name = element.getAttribute('aria-label') ?? element.textContent;
      // A row that has not landed may go where it will; one of a container changes its words as it fills.
      if (isRow && !/" [\d.,]+ ms$|, landed /.test(name)) continue;
      const { x, y, width, height } = element.getBoundingClientRect();
      // What has the same name is told apart by its order.
      const [key, box] = [`${role} ${name}`, [x, y, width, height].map(Math.round).join(' ')];
      found[key] = key in found ? `${found[key]}, ${box}` : box;
    }
    return found;
  });
}

/** From now on keeps how long everything takes that moves outside Monaco, in milliseconds. */
async function noteMotion(page: Page): Promise<() => Promise<number[]>> {
  const noted = await page.evaluateHandle(() => {
    const motions: number[] = [];
    const note = (): void => {
      for (const { effect } of document.getAnimations()) {
        const target = effect instanceof KeyframeEffect ? effect.target : null;
        const { duration } = effect?.getComputedTiming() ?? {};
        if (target?.closest('.monaco-editor') === null && typeof duration === 'number' && duration > 0)
          motions.push(duration);
      }
    };
    for (const type of ['animationstart', 'transitionrun']) document.addEventListener(type, note, true);
    return motions;
  });
  return () => noted.jsonValue();
}

/** Runs the example against an endpoint that sends when it is told to; after each landing `then` has its turn. */
async function stream(
  landfall: LandfallWindow,
  endpoint: Endpoint,
  then: (key: string) => Promise<void>,
): Promise<void> {
  const next = endpoint.next();
  await landfall.run();
  const exchange = await next;
  exchange.begin().send(`${SEED}\n`);
  for (const [key, operation] of PLAN) {
    exchange.send(`${operation}\n`);
    await landfall.tree.getByRole('treeitem', { name: new RegExp(`^${key} .*ms$`) }).waitFor();
    await then(key);
  }
  exchange.end();
  await landfall.ended(/^complete · valid/);
}

test('should keep every control and every landed row in its place while a stream runs', async ({ start }) => {
  const endpoint = await Endpoint.start();
  const landfall = await start({ env: { DOTTXT_BASE_URL: endpoint.baseUrl, DOTTXT_API_KEY: 'sk-any' } });
  const { page } = landfall;
  await page.getByRole('button', { name: 'Leave the tour' }).click();
  await page.getByRole('button', { name: 'Early routing draft' }).click();
  await page.getByRole('menuitem', { name: /^Fan out/ }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await landfall.choose(landfall.connection, /dottxt/);
  await landfall.choose(landfall.model, 'openai/gpt-oss-20b');

  const motions = await noteMotion(page);
  let before: Record<string, string> = {};
  await stream(landfall, endpoint, async () => {
    const now = await boxes(page);
    for (const [what, box] of Object.entries(before)) expect(now, what).toHaveProperty([what], box);
    before = now;
  });
  // It has looked at something: the three steps and the topic in both views, and the window's controls.
  expect(Object.keys(before).filter((what) => what.startsWith('treeitem'))).toHaveLength(4);
  expect(Object.keys(before).filter((what) => what.startsWith('option')).length).toBeGreaterThanOrEqual(4);
  expect(Object.keys(before).length).toBeGreaterThan(40);

  // What moves takes 120 to 200 ms, and where motion is unwanted nothing does.
  const taken = await motions();
  expect(taken.length).toBeGreaterThan(0);
  for (const duration of taken) {
    expect(duration).toBeGreaterThanOrEqual(120);
    expect(duration).toBeLessThanOrEqual(200);
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const calm = await noteMotion(page);
  await stream(landfall, endpoint, async () => {});
  expect(await calm()).toEqual([]);
  await endpoint.close();
});
