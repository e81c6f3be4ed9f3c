import { expect, type Locator, type Page } from '@playwright/test';

/** The window, through the roles and names that the design promises. Specs speak to this, not to the page. */
export class LandfallWindow {
  readonly page: Page;
  readonly runButton: Locator;
  readonly stopButton: Locator;
  readonly schema: Locator;
  readonly timeline: Locator;
  readonly tree: Locator;
  readonly playhead: Locator;
  readonly verdict: Locator;
  readonly prompt: Locator;
  readonly connection: Locator;
  readonly model: Locator;

  constructor(page: Page) {
    this.page = page;
    this.runButton = page.getByRole('button', { name: 'Run', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.schema = page.getByRole('region', { name: 'Schema' });
    this.timeline = page.getByRole('region', { name: 'Timeline' });
    this.tree = page.getByRole('tree', { name: 'Document' });
    this.playhead = page.getByRole('slider', { name: 'Playhead' });
    this.verdict = page.getByRole('status', { name: 'Verdict' });
    this.prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
    this.connection = page.getByRole('combobox', { name: 'Connection' });
    this.model = page.getByRole('combobox', { name: 'Model' });
  }

  tab(name: 'Timeline' | 'Fields' | 'Compare' | 'Wire'): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** A landed node of the tree: `intent "billing" 249.4 ms`. */
  landed(key: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${key} .*(ms|op \\d+)$`) });
  }

  ghost(key: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${key}, (not landed|expected next)`) });
  }

  async run(): Promise<void> {
    await this.runButton.click();
  }

  /** Runs once more, and returns once what the window shows is of that run: its request was answered. */
  async runAnew(): Promise<void> {
    const started = this.page.waitForFunction(
      (before) => document.querySelector('output[aria-label=Verdict]')?.textContent !== before,
      await this.verdict.textContent(),
      { polling: 'raf' },
    );
    await this.runButton.click();
    await started;
    await expect(this.runButton).toBeVisible();
  }

  /** Sets what the Simulator answers with, in its connection. */
  async answerWith(answer: RegExp, faults: readonly string[] = []): Promise<void> {
    await this.choose(this.connection, 'Connections…');
    const dialog = this.page.getByRole('dialog', { name: 'Connections' });
    await this.choose(dialog.getByRole('combobox', { name: 'Answers with' }), answer);
    if (faults.length > 0) await dialog.getByRole('button', { name: /^Misbehaves/ }).click();
    for (const fault of faults) await dialog.getByRole('checkbox', { name: fault, exact: true }).click();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
  }

  /** Waits for the verdict of a run that has ended. */
  async ended(word: string | RegExp = /^(complete|incomplete)/): Promise<void> {
    await expect(this.verdict).toContainText(word, { timeout: 20_000 });
  }

  /** The moment at which a node landed, in milliseconds, as the tree names it. */
  async landedAt(key: string): Promise<number> {
    const name = await this.landed(key).getAttribute('aria-label');
    const ms = /([\d,.]+) ms$/.exec(name ?? '')?.[1];
    if (ms === undefined) throw new Error(`${key} has no time in ${JSON.stringify(name)}`);
    return Number(ms.replaceAll(',', ''));
  }

  /** When the root's seed opened the document, in milliseconds. */
  async rootOpenedAt(): Promise<number> {
    const name = await this.tree.getByRole('treeitem').first().getAttribute('aria-label');
    return Number(/([\d,.]+) ms$/.exec(name ?? '')?.[1]?.replaceAll(',', ''));
  }

  /** Moves a property among its siblings with the keyboard, as a person does in the editor. */
  async moveProperty(key: string, direction: 'up' | 'down', times: number): Promise<void> {
    await this.schema.locator('.monaco-editor').waitFor();
    await this.schema.getByText(`"${key}"`, { exact: true }).first().click();
    for (let n = 0; n < times; n++) {
      await this.page.keyboard.press(direction === 'up' ? 'Alt+ArrowUp' : 'Alt+ArrowDown');
    }
  }

  /** Types the words of a command into the palette. */
  async find(words: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    await expect(this.page.getByRole('combobox', { name: 'Command' })).toBeFocused();
    await this.page.keyboard.type(words);
  }

  /** Does what the palette finds first. */
  async command(words: string): Promise<void> {
    await this.find(words);
    await this.page.keyboard.press('Enter');
  }

  async choose(box: Locator, option: string | RegExp): Promise<void> {
    await box.click();
    await this.page.getByRole('option', { name: option }).first().click();
  }

  async chooseSpeed(speed: string): Promise<void> {
    await this.choose(this.page.getByRole('combobox', { name: 'Speed' }), speed);
  }

  /** The library, opened. */
  async library(): Promise<LibraryDialog> {
    await this.page.getByRole('button', { name: 'Library' }).click();
    const dialog = new LibraryDialog(this.page);
    await dialog.dialog.waitFor();
    return dialog;
  }

  /** What the window says about the file on screen. */
  get file(): Locator {
    return this.page.getByRole('region', { name: 'About this file' });
  }

  /** Drops a file on the window, as a person would from the file manager. */
  async drop(name: string, content: string): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ([fileName, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text ?? ''], fileName ?? 'file', { type: 'application/x-ndjson' }));
        return data;
      },
      [name, content],
    );
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await this.page.dispatchEvent('body', type, { dataTransfer: transfer });
    }
  }
}

/** The list of captures with what can be done to them. */
export class LibraryDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly list: Locator;
  readonly rows: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Library' });
    this.list = this.dialog.getByRole('listbox', { name: 'Runs' });
    this.rows = this.list.getByRole('option');
    this.search = this.dialog.getByRole('searchbox');
  }

  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text });
  }

  async act(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
  }
}
