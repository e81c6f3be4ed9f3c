import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import type { LandfallWindow } from './window.ts';

/** What the run on screen is as a file of one of the kinds in the menu. */
export async function exported(
  landfall: LandfallWindow,
  item: string,
): Promise<{ name: string; path: string }> {
  await landfall.page.getByRole('button', { name: /^Export/ }).click();
  const download = landfall.page.waitForEvent('download');
  await landfall.page.getByRole('menuitem', { name: item, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), path: await file.path() };
}

/** A page in a browser without the window, and whatever it complains about. */
export interface Played {
  page: Page;
  said: string[];
}

/** Opens the exported page from disk in a browser without a network. */
export async function play(landfall: LandfallWindow, folder: string, html: string): Promise<Played> {
  const file = join(folder, 'player.html');
  writeFileSync(file, html);
  const played = await playerPage(landfall, true);
  await played.page.goto(pathToFileURL(file).href);
  return played;
}

export async function playerPage(landfall: LandfallWindow, offline: boolean): Promise<Played> {
  const context = await landfall.page.context().browser()?.newContext({ offline, colorScheme: 'dark' });
  if (context === undefined) throw new Error('no browser');
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (offline && !/^(file|data|blob):/.test(request.url())) said.push(request.url());
  });
  return { page, said };
}

/** A page of which the first half is served, and the rest when the test says so. */
export async function servedInHalves(
  html: string,
): Promise<{ url: string; rest: () => void; close: () => Promise<void> }> {
  const half = Math.floor(html.length / 2);
  const released = Promise.withResolvers<void>();
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write(html.slice(0, half));
    void released.promise.then(() => response.end(html.slice(half)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    rest: released.resolve,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
