import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channel } from '../src/bridge/channels.ts';
import { calls, pushes } from '../src/bridge/verbs.ts';
import { guardContents, guardSession } from '../src/main/desktop/guards.ts';
import { attachIpc } from '../src/main/desktop/ipc.ts';
import { keychainSecrets } from '../src/main/desktop/keychain-secrets.ts';
import { menuTemplate } from '../src/main/desktop/menu.ts';
import { isOwn, WINDOW_URL } from '../src/main/desktop/origin.ts';
import { registerScheme, serveScheme } from '../src/main/desktop/scheme.ts';
import { openWindow } from '../src/main/desktop/window.ts';
import type { Services } from '../src/main/services.ts';
import { CONTENT_SECURITY_POLICY, windowFiles } from '../src/main/web/window-files.ts';
import { ElectronDouble } from './contract/electron-double.ts';
import { buildPreload, runPreload } from './contract/preload-bundle.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-desktop-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** By the numbers of Electron's security guide. Rule 16 (a current Electron) is the lock file's matter, 19 (fuses) packaging's. */
describe('the desktop shell', () => {
  it('should load its own page and nothing else (rules 1 and 18)', () => {
    const { window } = opened();
    expect(window.loaded).toEqual([WINDOW_URL]);
    expect(isOwn(WINDOW_URL)).toBe(true);
    for (const other of [
      'file:///etc/passwd',
      'http://landfall/',
      'app://landfall.example/',
      'app://other/',
      'app://x@landfall/',
      'nonsense',
    ]) {
      expect(isOwn(other)).toBe(false);
    }
  });

  it('should give its page no Node, isolate its world and sandbox it (rules 2, 3, 4, 6, 8, 9 and 10)', () => {
    const { options } = opened();
    expect(options.webPreferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(options.webPreferences).not.toHaveProperty('enableBlinkFeatures');
    expect(options.webPreferences?.preload).toMatch(/out[/\\]preload[/\\]index\.cjs$/);
  });

  it('should grant nothing but to write to the clipboard, and that to its own page (rule 5)', () => {
    const { session, handlers } = sessionDouble();
    guardSession(session);
    const asked = (permission: string, url: string): boolean => {
      let granted = true;
      handlers.request({ getURL: () => url }, permission, (answer: boolean) => (granted = answer));
      expect(handlers.check(null, permission, url)).toBe(granted);
      return granted;
    };
    const permissions = [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'fullscreen',
      'usb',
      'hid',
    ];
    for (const permission of permissions) expect(asked(permission, WINDOW_URL)).toBe(false);
    expect(asked('clipboard-sanitized-write', WINDOW_URL)).toBe(true);
    expect(asked('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    expect(handlers.device()).toBe(false);
    let streams: unknown = 'not asked';
    handlers.display({}, (answer: unknown) => (streams = answer));
    expect(streams).toBeNull();
  });

  it('should serve its scheme with the policy, and only what is in the window’s folder (rule 7)', async () => {
    const registered: unknown[] = [];
    registerScheme({ registerSchemesAsPrivileged: (schemes) => registered.push(...schemes) });
    expect(registered).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
    const served: ((request: Request) => Response | Promise<Response>)[] = [];
    serveScheme({ handle: (_scheme, handler) => served.push(handler) }, windowFiles('src/renderer'));
    const answer = (request: Request) => served[0]?.(request) ?? Response.error();
    const page = await answer(new Request(WINDOW_URL));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const refused = [
      'app://other/',
      'app://landfall/../main/index.ts',
      'app://landfall/%2e%2e/main/index.ts',
      'app://landfall/main.tsx',
    ];
    for (const url of refused) expect((await answer(new Request(url))).ok).toBe(false);
    expect((await answer(new Request(WINDOW_URL, { method: 'POST' }))).status).toBe(403);
  });

  it('should let no page navigate, redirect, open a window or attach a webview (rules 11 to 15)', () => {
    const app = new EventEmitter();
    guardContents(app as unknown as App);
    const contents = Object.assign(new EventEmitter(), {
      openHandler: (): { action: string } => ({ action: 'allow' }),
      setWindowOpenHandler(handler: () => { action: string }) {
        this.openHandler = handler;
      },
    });
    app.emit('web-contents-created', {}, contents);
    const prevented = (event: string, url: string): boolean => {
      let stopped = false;
      contents.emit(event, { url, preventDefault: () => (stopped = true) });
      return stopped;
    };
    for (const event of ['will-frame-navigate', 'will-redirect']) {
      expect(prevented(event, 'https://evil.example/')).toBe(true);
      expect(prevented(event, 'file:///etc/passwd')).toBe(true);
      expect(prevented(event, WINDOW_URL)).toBe(false);
    }
    expect(prevented('will-attach-webview', WINDOW_URL)).toBe(true);
    expect(contents.openHandler()).toEqual({ action: 'deny' });
  });

  it('should answer only the main frame of its own page (rule 17)', async () => {
    const electron = new ElectronDouble();
    let answered = 0;
    const handlers = { 'settings.read': () => ++answered };
    attachIpc(electron.ipcMain, { handlers } as unknown as Services);
    const ask = (): Promise<unknown> => electron.invoke(channel('settings.read'), {});
    const strangers = [
      null,
      { url: 'https://evil.example/', parent: null },
      { url: 'app://landfall.evil/', parent: null },
      { url: WINDOW_URL, parent: {} },
    ];
    for (const frame of strangers) {
      electron.frame = frame;
      expect(await ask()).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    }
    expect(answered).toBe(0);
    electron.frame = { url: WINDOW_URL, parent: null };
    expect(await ask()).toEqual({ ok: true, result: 1 });
  });

  it('should answer the contract’s calls and no other channel', () => {
    const electron = new ElectronDouble();
    attachIpc(electron.ipcMain, {} as Services);
    expect([...electron.handlers.keys()]).toEqual(calls.map(channel));
  });

  it('should put two functions into the page, which pass what the contract lists and nothing of Electron (rule 20)', async () => {
    const electron = new ElectronDouble();
    const channels: string[] = [];
    electron.invoke = async (name) => {
      channels.push(name);
      return { ok: true, result: null };
    };
    const code = await buildPreload();
    runPreload(code, electron.preload);
    expect(Object.keys(electron.exposed)).toEqual(['landfall']);
    const { call, on, ...others } = electron.exposed['landfall'] ?? {};
    expect(others).toEqual({});
    for (const verb of calls) await call?.(verb, {});
    expect(channels).toEqual(calls.map(channel));
    for (const verb of ['ELECTRON_BROWSER_REQUIRE', 'landfall:app.info', 'constructor', '__proto__']) {
      await expect(call?.(verb, {})).rejects.toMatchObject({ kind: 'invalid' });
      expect(() => on?.(verb, () => {})).toThrow();
    }
    expect(channels).toHaveLength(calls.length);
    // The event that Electron gives, with its sender, stays outside.
    const told: unknown[][] = [];
    on?.(pushes[0], (...given: unknown[]) => told.push(given));
    electron.contents.send(channel(pushes[0]), { id: 'run' });
    expect(told).toEqual([[{ id: 'run' }]]);
  });

  it('should speak IPC in one file of main, and in one of the preload', () => {
    expect(users('src/main', /ipcMain\s*\.|contents\s*\.send\(/)).toEqual([join('desktop', 'ipc.ts')]);
    expect(users('src', /ipcRenderer/)).toEqual([join('preload', 'index.ts')]);
    expect(users('src/main', /openExternal\(|executeJavaScript\(/)).toEqual([]);
  });

  it('should ask the window for its commands by id, and leave the keys to it', () => {
    const asked: string[] = [];
    const items = menuTemplate('linux', (id) => asked.push(id)).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu : [],
    );
    for (const item of items) {
      if (item.accelerator !== undefined) expect(item.registerAccelerator).toBe(false);
      (item.click as (() => void) | undefined)?.();
    }
    expect(asked).toEqual(expect.arrayContaining(['open', 'run', 'stop']));
    const known = readdirSync('src/renderer', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('ommands.ts'))
      .flatMap((name) => readFileSync(join('src/renderer', name), 'utf8').match(/(?<=\bid: ')[^']+/g) ?? []);
    for (const id of asked) expect(known).toContain(id);
  });

  it('should reload a page that crashed, and not for ever', () => {
    const { window } = opened();
    for (let i = 0; i < 20; i++) window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.reloads).toBeGreaterThan(0);
    expect(window.reloads).toBeLessThan(10);
  });

  it('should come back where it was, if that is on a screen', () => {
    opened().window.emit('close');
    expect(opened().options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700, show: false });
    expect(opened(false).options).toMatchObject({ width: 1280, height: 800 });
  });

  describe('with keys', () => {
    const key = 'sk-planted-0123456789';

    it('should write a key only as the keychain encrypts it', async () => {
      const store = await keychainSecrets(keychain('gnome_libsecret'), folder);
      expect(store.place).toBe('keychain');
      await store.set('DOTTXT_API_KEY', key);
      const written = readFileSync(join(folder, 'secrets.json'), 'utf8');
      expect(written).not.toContain(key);
      expect(written).not.toContain(Buffer.from(key).toString('base64'));
      const next = await keychainSecrets(keychain('gnome_libsecret'), folder);
      expect(next.get('DOTTXT_API_KEY')).toBe(key);
      await next.clear('DOTTXT_API_KEY');
      expect((await keychainSecrets(keychain('gnome_libsecret'), folder)).get('DOTTXT_API_KEY')).toBeNull();
    });

    it.skipIf(process.platform !== 'linux')(
      'should keep it in memory where Electron would only obscure it',
      async () => {
        const store = await keychainSecrets(keychain('basic_text'), folder);
        expect(store.place).toBe('memory');
        await store.set('DOTTXT_API_KEY', key);
        expect(store.get('DOTTXT_API_KEY')).toBe(key);
        expect(readdirSync(folder)).toEqual([]);
      },
    );

    it('should treat a key that the keychain cannot open as missing', async () => {
      await (await keychainSecrets(keychain('kwallet6'), folder)).set('A_KEY', key);
      const reset = { ...keychain('kwallet6'), decryptStringAsync: () => Promise.reject(new Error('no')) };
      expect((await keychainSecrets(reset, folder)).get('A_KEY')).toBeNull();
    });
  });
});

/** The files under a folder that contain a word. */
function users(folder: string, word: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => word.test(readFileSync(join(folder, name), 'utf8')));
}

/** Stands in for Electron's window: remembers how it was made and what was asked of it. */
class WindowDouble extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  reloads = 0;
  readonly webContents = Object.assign(new EventEmitter(), { reload: () => this.reloads++ });

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  isDestroyed = (): boolean => false;
  isMaximized = (): boolean => false;
  getNormalBounds = (): object => ({ x: 10, y: 20, width: 1000, height: 700 });
}

function opened(onScreen = true): { window: WindowDouble; options: BrowserWindowConstructorOptions } {
  const Window = WindowDouble as unknown as new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  const window = openWindow(Window, folder, () => onScreen) as unknown as WindowDouble;
  return { window, options: window.options };
}

function sessionDouble() {
  const handlers = {
    request: (_contents: object, _permission: string, _answer: (granted: boolean) => boolean): void => {},
    check: (_contents: object | null, _permission: string, _origin: string): boolean => true,
    device: (): boolean => true,
    display: (_request: object, _answer: (streams: unknown) => unknown): void => {},
  };
  const session = {
    setPermissionRequestHandler: (handler: typeof handlers.request) => (handlers.request = handler),
    setPermissionCheckHandler: (handler: typeof handlers.check) => (handlers.check = handler),
    setDevicePermissionHandler: (handler: typeof handlers.device) => (handlers.device = handler),
    setDisplayMediaRequestHandler: (handler: typeof handlers.display) => (handlers.display = handler),
  };
  return { session: session as unknown as Session, handlers };
}

function scrambled(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0x5a));
}

/** A keychain of a kind: what it encrypts is at least not readable. */
function keychain(backend: 'basic_text' | 'gnome_libsecret' | 'kwallet6') {
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text: string) => Promise.resolve(scrambled(Buffer.from(text))),
    decryptStringAsync: (bytes: Buffer) =>
      Promise.resolve({ result: scrambled(bytes).toString(), shouldReEncrypt: false }),
  };
}
