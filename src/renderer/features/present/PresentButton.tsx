import type { ReactNode } from 'react';

import { Button } from '../../ui/Button.tsx';
import { openPresent } from './present.ts';

export function PresentButton(): ReactNode {
  return <Button onClick={openPresent}>Present</Button>;
}
