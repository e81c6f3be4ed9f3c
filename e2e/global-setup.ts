import { electronRuntime } from './electron-runtime.ts';

export default function globalSetup(): void {
  if (electronRuntime() === null) {
    console.log('desktop project skipped: the Electron runtime is not installed here');
  }
}
