import type { ReactNode } from 'react';

import type { Verdict } from '../../../core/run/verdict.ts';
import { isLive, startRun, useRun } from '../../state/run.ts';
import { useTour } from '../../state/tour.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Answer } from '../transport/VerdictDetails.tsx';
import s from './EmptyTimeline.module.css';

/** In place of the waterfall: nothing run yet, a file on its way, or a run without a single event. */
export function EmptyTimeline(): ReactNode {
  const status = useRun((run) => run.status);
  const verdict = useRun((run) => run.verdict);
  const problem = useRun((run) => run.problem);
  const touring = useTour(({ step }) => step === 0);
  // A run of this window, as against a file: only that can be tried again.
  const live = useRun((run) => run.record?.header?.draft !== undefined);
  if (status === 'loading') {
    return <EmptyState title="Reading the capture…" />;
  }
  if (status === 'ended') {
    return (
      <EmptyState
        title={verdict === null ? 'Nothing arrived' : `Nothing arrived: ${verdict.headline}`}
        detail={
          verdict?.refusal === undefined ? undefined : (
            <Answer status={verdict.refusal.status} body={verdict.refusal.body} />
          )
        }
        actions={
          verdict !== null &&
          live && (
            <>
              <Button look="primary" onClick={() => void startRun()}>
                Retry
              </Button>
              {isKeyRefused(verdict) && (
                <Button onClick={() => showOverlay('connections')}>Connections…</Button>
              )}
            </>
          )
        }
      >
        {verdict?.reason ?? problem ?? 'The run has no events.'}
      </EmptyState>
    );
  }
  if (isLive(status)) return <EmptyState title="Sending the request…" />;
  // The tour points at the one button to press; a second one beside it would only ask which.
  return (
    <EmptyState
      title="See when each field lands"
      picture={<Picture />}
      actions={
        !touring && (
          <Button look="primary" onClick={() => void startRun()}>
            Run this draft <Kbd keys="Mod+Enter" />
          </Button>
        )
      }
    >
      Run the draft and each operation appears here at its millisecond. Or drop a saved NDJSON capture
      anywhere.
    </EmptyState>
  );
}

/** The key is set among the connections; trying again with the same one would change nothing. */
function isKeyRefused({ refusal }: Verdict): boolean {
  return refusal?.status === 401 || refusal?.status === 403;
}

/** Four bars and the moment they wait for. */
function Picture(): ReactNode {
  return (
    <svg className={s.picture} width="220" height="92" viewBox="0 0 220 92" aria-hidden="true">
      <path className={s.grid} d="M54.5 0V92M108.5 0V92M162.5 0V92" />
      {[
        [12, 30, 14],
        [34, 26, 34],
        [58, 64, 54],
        [118, 84, 74],
      ].map(([x, width, y]) => (
        <g key={y}>
          <rect className={s.bar} x={x} y={(y ?? 0) - 3} width={width} height={6} rx={3} />
          <circle className={s.dot} cx={(x ?? 0) + (width ?? 0)} cy={y} r={3.5} />
        </g>
      ))}
      <path className={s.head} d="M60.5 0V92" />
    </svg>
  );
}
