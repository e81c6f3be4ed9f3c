import { useEffect, useState } from 'react';

/** Long enough to read what a button is for, short enough to be gone before the speaker's next sentence. */
const AFTER_MS = 2500;

/** Whether the pointer has rested for a while: what is there for a hand alone need not stand in the picture then. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => setIdle(true), AFTER_MS);
    const wake = (): void => {
      clearTimeout(timer);
      setIdle(false);
      timer = setTimeout(() => setIdle(true), AFTER_MS);
    };
    window.addEventListener('pointermove', wake, { passive: true });
    window.addEventListener('pointerdown', wake, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', wake);
      window.removeEventListener('pointerdown', wake);
    };
  }, []);
  return idle;
}
