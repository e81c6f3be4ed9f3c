import type { Desk } from './desk.ts';
import { Film } from './film.ts';

/** A picture of README or of a guide. */
export interface Shot {
  /** In `docs/`. */
  file: string;
  colorScheme: 'dark' | 'light';
  /** Brings the window into the state of the picture, or films it. */
  arrange: (desk: Desk) => Promise<Film | void>;
  moves?: true;
}

export const SHOTS: readonly Shot[] = [
  { file: 'window.png', colorScheme: 'dark', arrange: (desk) => desk.finish() },
  {
    file: 'mid-stream.png',
    colorScheme: 'light',
    async arrange({ landfall }) {
      await landfall.run();
      await landfall.landed('urgency').waitFor();
    },
  },
  {
    file: 'fields.png',
    colorScheme: 'dark',
    async arrange(desk) {
      await desk.finish();
      await desk.landfall.tab('Fields').click();
    },
  },
  {
    file: 'what-if.png',
    colorScheme: 'dark',
    arrange: (desk) => desk.suggest(),
  },
  {
    file: 'library.png',
    colorScheme: 'light',
    async arrange(desk) {
      await desk.finish();
      await desk.landfall.runAnew();
      const library = await desk.landfall.library();
      await library.rows.first().waitFor();
    },
  },
  {
    file: 'present.png',
    colorScheme: 'dark',
    async arrange(desk) {
      await desk.finish();
      // On from the prompt to the fields, and past the first landings.
      await desk.present('PageDown', 'PageDown', 'PageDown');
    },
  },
  { file: 'run.gif', colorScheme: 'dark', moves: true, arrange: story },
];

/** What the example takes on the Simulator, and a little more. */
const RUN_MS = 2200;

/** The run on the stage, the number, and the race of two orders, at half the pace. */
async function story(desk: Desk): Promise<Film> {
  const { page } = desk;
  await desk.finish();
  await page.clock.install();
  await desk.present();
  await page.clock.pauseAt(Date.now() + 60_000);
  const film = new Film(page);
  await desk.press('-', 'PageDown', 'Space');
  await film.roll(2 * RUN_MS);
  await film.hold(1500);
  await desk.press('PageDown');
  await film.hold(2500);
  await desk.press('PageDown');
  await film.roll(2 * RUN_MS);
  await film.hold(3000);
  return film;
}
