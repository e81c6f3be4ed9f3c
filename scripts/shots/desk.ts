import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { Endpoint, type Exchange } from '../../e2e/endpoint.ts';
import { findChromium } from '../../e2e/find-chromium.ts';
import { cleanEnvironment, serve } from '../../e2e/serve.ts';
import { LandfallWindow } from '../../e2e/window.ts';

const executablePath = findChromium();

export interface Setting {
  viewport: { width: number; height: number };
  colorScheme: 'dark' | 'light';
  /** Device pixels to a CSS pixel. */
  density: number;
  /** Motion is held back for a still picture. */
  moves: boolean;
  /** The text of a capture that the window opens with. */
  capture?: string;
  /** The window's clock can be held. */
  held?: true;
}

/**
 * A window in a browser of its own on a fresh data folder, so that nothing of this machine is in a picture and no state
 * is left of the picture before; and an endpoint that waits to be told.
 */
export class Desk {
  readonly page: Page;
  readonly landfall: LandfallWindow;
  readonly endpoint: Endpoint;
  #held = false;

  private constructor(page: Page, endpoint: Endpoint) {
    this.page = page;
    this.landfall = new LandfallWindow(page);
    this.endpoint = endpoint;
  }

  /** Sets the desk, gives it to `work`, and clears it away. */
  static async lend(setting: Setting, work: (desk: Desk) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'landfall-shots-'));
    const files: string[] = [];
    if (setting.capture !== undefined) {
      files.push(join(folder, 'capture.ndjson'));
      writeFileSync(join(folder, 'capture.ndjson'), setting.capture);
    }
    const endpoint = await Endpoint.start();
    const { url, stop } = await serve(files, {
      ...cleanEnvironment(),
      LANDFALL_DATA: join(folder, 'data'),
      DOTTXT_BASE_URL: endpoint.baseUrl,
      DOTTXT_API_KEY: 'sk-any',
      OPENAI_BASE_URL: endpoint.baseUrl,
      OPENAI_API_KEY: 'sk-any',
    });
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const context = await browser.newContext({
      viewport: setting.viewport,
      colorScheme: setting.colorScheme,
      reducedMotion: setting.moves ? 'no-preference' : 'reduce',
      deviceScaleFactor: setting.density,
    });
    try {
      const page = await context.newPage();
      // Put in later, it would begin anew, and what the window knows of a run's time would not be true any more.
      if (setting.held === true) await page.clock.install();
      await page.goto(url);
      // The editor comes after the first paint: a picture without it would show a window that nobody sees for long.
      await page.locator('.monaco-editor .view-line').first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      await work(new Desk(page, endpoint));
    } finally {
      await browser.close();
      await stop();
      await endpoint.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async leaveTour(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave the tour' }).click();
  }

  async finish(): Promise<void> {
    await this.landfall.run();
    await this.landfall.ended();
  }

  async example(title: string): Promise<void> {
    await this.page
      .getByRole('button', { name: / draft$/ })
      .first()
      .click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${title}`) }).click();
    await this.dismiss();
  }

  /** Clears away what the window has just said. */
  async dismiss(): Promise<void> {
    for (const button of await this.page.getByRole('button', { name: 'Dismiss' }).all()) await button.click();
  }

  /** The best order for a run in the one that the guides warn of, so that there is something to gain. */
  async suggest(): Promise<void> {
    await this.landfall.moveProperty('reply', 'up', 2);
    await this.finish();
    await this.landfall.command('What if');
    await this.page.getByRole('button', { name: 'Suggest order' }).click();
    await this.page.getByText('prediction, not measurement').waitFor();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async present(...keys: string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Present' }).click();
    await this.page.getByRole('dialog', { name: 'Present' }).waitFor();
    await this.press(...keys);
  }

  /** A capture is on screen once a node of it is. */
  async open(name: string, text: string): Promise<void> {
    await this.landfall.drop(name, text);
    await this.landfall.file.or(this.landfall.tree.getByRole('treeitem')).first().waitFor();
    await this.landfall.ended(/^(complete|incomplete|torn|unknown|error|refused|cut|stopped|timed|length)/);
  }

  /** Starts a run against the desk's own endpoint, and returns the answer to be given. */
  async ask(connection = /dottxt/): Promise<Exchange> {
    const next = this.endpoint.next();
    await this.landfall.choose(this.landfall.connection, connection);
    await this.landfall.choose(this.landfall.model, 'openai/gpt-oss-20b');
    await this.landfall.run();
    return next;
  }

  /** Holds the window's clock, so that a stream that goes on is in every picture at the same moment. */
  async hold(): Promise<void> {
    await this.page.clock.pauseAt((await this.page.evaluate(() => Date.now())) + 200);
    this.#held = true;
  }

  /** Lets the window's clock go on. */
  async release(): Promise<void> {
    if (this.#held) await this.page.clock.resume();
    this.#held = false;
  }

  /** A new size is followed by an observer, a state and a picture, each a frame later; a held clock is moved on for them. */
  async settle(): Promise<void> {
    for (let frame = 0; frame < 6; frame++) {
      if (this.#held) await this.page.clock.runFor(17);
      else await this.page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(resolve)));
    }
  }
}
