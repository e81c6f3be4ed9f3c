import { Check, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';

import { askerOf, decide, type Question, useApproval } from '../../state/approvals.ts';
import { isLive } from '../../state/run.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import s from './ApprovalPrompt.module.css';

/** Asks in the moment, over the window and without moving it; the stream is read on underneath. */
export function ApprovalPrompt(): ReactNode {
  const question = useApproval((approval) => approval.question);
  return question === null ? null : <Prompt key={`${question.run} ${question.gate}`} question={question} />;
}

function Prompt({ question }: { question: Question }): ReactNode {
  const sending = useApproval((approval) => approval.sending);
  // Drawn again ten times a second, which is often enough for what it shows of its run.
  const seconds = useSeconds(question.since);
  const asker = askerOf(question.run);
  const live = asker !== null && isLive(asker.status);
  const record = asker?.record;
  const view = record?.history.at(record.log.length - 1);
  const node = view?.find(question.pointer) ?? null;
  return (
    <section role="dialog" aria-modal="false" aria-label={`Approval: ${question.gate}`} className={s.prompt}>
      <p className={s.ask} role="alert">
        <b>{question.gate}</b>
        {question.lane !== null && <small>in the lane “{question.lane}”</small>}
        {node !== null && view !== undefined && (
          <span className="mono">
            {question.pointer.slice(1)} <em>{view.json(node)}</em>
          </span>
        )}
      </p>
      <Button disabled={sending} className={s.yes} onClick={() => void decide('approved')}>
        <Check size={13} aria-hidden="true" />
        Approve
        <Kbd keys="Alt+Y" />
      </Button>
      <Button disabled={sending} look="danger" onClick={() => void decide('declined')}>
        <X size={13} aria-hidden="true" />
        Decline
        <Kbd keys="Alt+N" />
      </Button>
      <small className={s.time}>
        asked {seconds.toFixed(1)} s ago{live ? ' · the stream goes on' : ' · the stream has ended'}
      </small>
    </section>
  );
}

/** Seconds since a moment, ten times a second. */
function useSeconds(since: number): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((performance.now() - since) / 1000), 100);
    return () => clearInterval(timer);
  }, [since]);
  return seconds;
}
