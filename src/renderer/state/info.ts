import { create } from 'zustand';

import type { AppInfo } from '../../bridge/contract.ts';

/** What main says about itself; empty until it has answered. */
export const useInfo = create<Partial<AppInfo>>()(() => ({}));
