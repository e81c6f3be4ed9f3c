import { type ReactNode, useEffect, useRef } from 'react';

import { goOn, leaveTour, TOUR_STEPS, useTour } from '../../state/tour.ts';
import { showSide, type SidePart } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import s from './Tour.module.css';

interface Step {
  /** What it points at, and which part a narrow window has to show for it. */
  target: string;
  side: SidePart | null;
  title: string;
  text: string;
}

const STEPS: readonly Step[] = [
  {
    target: '[data-tour=run]',
    side: null,
    title: 'Press Run',
    text: 'A support ticket is answered field by field. The Simulator answers here: no key, no network.',
  },
  {
    target: 'section[aria-label=Timeline]',
    side: null,
    title: 'Each dot is a landing',
    text: 'A bar begins when the stream turns to a field and ends where its value is complete, in milliseconds.',
  },
  {
    target: 'section[aria-label=Schema]',
    side: 'schema',
    title: 'Order is time',
    text: 'Put the cursor on a property and press Alt + ↑ to move it up. Run again, and it lands sooner.',
  },
  {
    target: '[role=slider][aria-label=Playhead]',
    side: null,
    title: 'Go back to any moment',
    text: 'Drag the playhead. Tree, timeline and schema all show the document of that millisecond.',
  },
];

/**
 * The first minute. A line under the header and a ring around what it speaks of: it covers nothing, takes no focus, and
 * the window can be used as if it were not there.
 */
export function Tour(): ReactNode {
  const step = useTour((tour) => tour.step);
  const shown = step === null ? undefined : STEPS[step];
  useEffect(() => {
    const side = step === null ? undefined : STEPS[step]?.side;
    if (side !== undefined) showSide(side);
  }, [step]);
  if (step === null || shown === undefined) return null;
  const last = step + 1 === TOUR_STEPS;
  return (
    <aside aria-label="Tour" className={s.bar}>
      <span className={s.count}>{`${step + 1} of ${TOUR_STEPS}`}</span>
      <p aria-live="polite" className={s.text}>
        <strong>{shown.title}</strong> {shown.text}
      </p>
      <Button onClick={goOn}>{last ? 'Done' : 'Next'}</Button>
      {!last && (
        <Button look="quiet" onClick={leaveTour}>
          Leave the tour
        </Button>
      )}
      <Ring key={step} target={shown.target} />
    </aside>
  );
}

/** Follows its target from frame to frame, which panels and scrolling may move: one box read a frame. */
function Ring({ target }: { target: string }): ReactNode {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    let last = '';
    const follow = (): void => {
      frame = requestAnimationFrame(follow);
      const box = document.querySelector(target)?.getBoundingClientRect();
      const own = ring.current;
      if (own === null) return;
      const now = box === undefined ? '' : [box.left, box.top, box.width, box.height].join(' ');
      if (now === last) return;
      last = now;
      own.hidden = box === undefined;
      if (box === undefined) return;
      own.style.translate = `${box.left - 4}px ${box.top - 4}px`;
      own.style.width = `${box.width + 8}px`;
      own.style.height = `${box.height + 8}px`;
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return <div ref={ring} hidden className={s.ring} />;
}
