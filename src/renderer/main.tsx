import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/App.tsx';
import { startKeys } from './app/commands.ts';
import { start } from './app/start.ts';
import { startTheme } from './app/theme.ts';
import { loadEditor } from './features/schema/editor-host.ts';
import { readSettings } from './state/settings.ts';
import './app/global.css';

/** Main answers within a few milliseconds; a window that cannot reach it opens all the same. */
const SETTINGS_WITHIN_MS = 300;

startTheme();
await Promise.race([
  readSettings().catch(() => {}),
  new Promise((resolve) => setTimeout(resolve, SETTINGS_WITHIN_MS)),
]);

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startKeys();
void start();
// Also where a narrow window shows another part first.
void loadEditor();
