import type { Desk } from './desk.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
];
const ZOOMS = [100, 200];
const THEMES = ['dark', 'light'] as const;

/** The page as it stands, at every size and zoom and in both themes; a zoom of 200 % halves the CSS pixels. */
export async function* photograph(desk: Desk): AsyncGenerator<{ title: string; png: Buffer }> {
  const { page } = desk;
  const session = await page.context().newCDPSession(page);
  for (const { width, height } of SIZES) {
    for (const zoom of ZOOMS) {
      const scale = zoom / 100;
      await session.send('Emulation.setDeviceMetricsOverride', {
        width: width / scale,
        height: height / scale,
        deviceScaleFactor: scale,
        mobile: false,
      });
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        await desk.settle();
        const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
        yield {
          title: `${width}x${height}-${zoom}-${colorScheme}`,
          png: Buffer.from(data, 'base64'),
        };
      }
    }
  }
  await session.detach();
}
