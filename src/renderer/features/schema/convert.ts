import { create } from 'zustand';

import { showOverlay } from '../../state/view.ts';

export type ConvertFrom = 'json' | 'pydantic' | 'typescript';

export const useConvert = create<{ from: ConvertFrom }>()(() => ({ from: 'json' }));

export function openConvert(from: ConvertFrom): void {
  useConvert.setState({ from });
  showOverlay('convert');
}
