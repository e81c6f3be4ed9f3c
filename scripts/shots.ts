import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../e2e/serve.ts';
import { audit } from './shots/audit.ts';
import { Desk } from './shots/desk.ts';
import { SHOTS } from './shots/docs.ts';
import { STATES } from './shots/states.ts';
import { photograph } from './shots/photograph.ts';

/**
 * `npm run shots`: the pictures of README and the guides, made from the built app itself so that they are never stale.
 * Each is taken in a fresh data folder, on the Simulator, so that nothing of this desk is in it. The moving one is
 * filmed from the stage, and made a GIF by the app's own encoder.
 *
 * `npm run shots -- --review [NAME…]`: every state of the window, at three sizes, in both themes, at 100 % and at 200 %,
 * into `out/review`, to be looked at, and what axe finds in each. Names choose the states that begin with one of them.
 * `--audit` in its place takes no picture: axe alone, in a third of the time.
 */
const VIEWPORT = { width: 1280, height: 800 };

const [, , what, ...names] = process.argv;
await (what === '--review' || what === '--audit' ? goThroughStates(names, what === '--review') : takeShots());

async function takeShots(): Promise<void> {
  for (const { file, colorScheme, arrange, moves = false } of SHOTS) {
    // Sharp in a guide, and under 300 kB; a film is shown smaller than it is.
    const setting = { viewport: VIEWPORT, colorScheme, density: moves ? 1 : 1.5, moves };
    await Desk.lend(setting, async (desk) => {
      await desk.leaveTour();
      const film = await arrange(desk);
      write(`docs/${file}`, film === undefined ? await desk.page.screenshot() : await film.develop());
    });
  }
}

async function goThroughStates(wanted: readonly string[], pictures: boolean): Promise<void> {
  const failed: string[] = [];
  for (const { name, capture, held, arrange } of STATES) {
    if (wanted.length > 0 && !wanted.some((start) => name.startsWith(start))) continue;
    const setting = {
      viewport: VIEWPORT,
      colorScheme: 'dark',
      density: 1,
      moves: false,
      ...(capture && { capture: capture() }),
      ...(held && { held }),
    } as const;
    try {
      await Desk.lend(setting, async (desk) => {
        if (name !== 'first-start') await desk.leaveTour();
        await arrange(desk);
        if (pictures) {
          for await (const { title, png } of photograph(desk)) write(`out/review/${name}/${title}.png`, png);
        }
        const complaints = await audit(desk);
        console.log(`${name}: axe finds ${complaints.length === 0 ? 'nothing' : complaints.join('\n')}`);
      });
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new Error(`not taken: ${failed.join(', ')}`);
}

function write(path: string, content: Buffer): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), content);
  console.log(path);
}
