import { useEffect } from 'react';

/**
 * Full screen for as long as the component is there, where the browser and the person allow it; elsewhere the stage
 * fills the window. In full screen the browser keeps Escape for itself, so leaving full screen is leaving the stage.
 */
export function useFullscreen(onLeft: () => void): void {
  useEffect(() => {
    let entered = false;
    let gone = false;
    const changed = (): void => {
      if (document.fullscreenElement !== null) entered = true;
      else if (entered && !gone) onLeft();
    };
    document.addEventListener('fullscreenchange', changed);
    // Refused without a gesture, by policy, or where there is no such thing: then the window is the stage.
    document.documentElement.requestFullscreen().catch(() => {});
    return () => {
      gone = true;
      document.removeEventListener('fullscreenchange', changed);
      if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => {});
    };
  }, [onLeft]);
}
