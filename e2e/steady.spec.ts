import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** What was looked at in each frame of a live run. */
interface Watched {
  frames: number;
  /** Rows of tree and timeline that had landed by the end. */
  rows: number;
  controls: number;
  /** Whose box was another than when it was first seen. */
  moved: string[];
}

/** Measures, frame by frame for as long as the run is live, the box of every control and of every row that landed. */
function watch(page: Page): Promise<Watched> {
  return page.evaluate(
    () =>
      new Promise<Watched>((resolve) => {
        const controls = new Map<Element, string>();
        const rows = new Map<string, string>();
        const moved = new Set<string>();
        let frames = 0;

        function compare<Key>(seen: Map<Key, string>, key: Key, element: Element, name: string): void {
          const { x, y, width, height } = element.getBoundingClientRect();
          const box = [x, y, width, height].map(Math.round).join(' ');
          const before = seen.get(key);
          if (before === undefined) seen.set(key, box);
          else if (before !== box) moved.add(`${name}: ${before} → ${box}`);
        }

        function frame(): void {
          const live = [...document.querySelectorAll('button')].some(({ textContent }) =>
            textContent.startsWith('Stop'),
          );
          if (!live && frames > 0) {
            resolve({ frames, rows: rows.size, controls: controls.size, moved: [...moved] });
            return;
          }
          requestAnimationFrame(frame);
          if (!live) return;
          frames += 1;
          const query =
            'button, input, textarea, [role=combobox], [role=slider], [role=tab], [role=separator]';
          for (const control of document.querySelectorAll(query)) {
            if (control.closest('.monaco-editor') !== null) continue;
            compare(controls, control, control, control.getAttribute('aria-label') ?? control.textContent);
          }
          for (const row of document.querySelectorAll('[role=treeitem], [role=option]')) {
            const name = row.getAttribute('aria-label') ?? '';
            if (!name.endsWith('ms')) continue;
            const key = `${row.getAttribute('role')} ${name}`;
            compare(rows, key, row, key);
          }
        }
        frame();
      }),
  );
}

test('should keep every control and every landed row in its place while a stream runs', async ({
  landfall,
}) => {
  await landfall.page.getByRole('button', { name: 'Leave the tour' }).click();
  await landfall.page.getByRole('button', { name: 'Early routing draft' }).click();
  await landfall.page.getByRole('menuitem', { name: /^Fan out/ }).click();
  await landfall.page.getByRole('button', { name: 'Dismiss' }).click();
  const watched = watch(landfall.page);
  await landfall.run();
  const { frames, rows, controls, moved } = await watched;
  expect(moved).toEqual([]);
  // It has seen something: the plan's rows in the tree and in the timeline, and the window's controls.
  expect(rows).toBeGreaterThanOrEqual(8);
  expect(controls).toBeGreaterThan(20);
  expect(frames).toBeGreaterThan(10);
});
