import { spawn } from 'node:child_process';

/** Asks the system to open the window's address. Where nothing can, the printed address is there. */
export function openInBrowser(address: string): void {
  const [program, ...args] = opener(process.platform, address);
  if (program === undefined) return;
  const opened = spawn(program, args, { detached: true, stdio: 'ignore' });
  opened.on('error', () => {});
  opened.unref();
}

/** SECURITY: the address is one argument, made here of a port and a token; no shell reads it. */
function opener(platform: NodeJS.Platform, address: string): string[] {
  if (platform === 'darwin') return ['open', address];
  // `start` is a word of the shell; this is what it does.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  return ['xdg-open', address];
}
