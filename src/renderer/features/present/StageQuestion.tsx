import { type ReactNode, useEffect } from 'react';

import { askerOf, decide, useApproval } from '../../state/approvals.ts';
import { shownValue } from './stage-text.ts';
import s from './StageQuestion.module.css';

/** What a gate asks while a live run is on the stage; the speaker answers for the room. */
export function StageQuestion(): ReactNode {
  const { question, sending } = useApproval();
  useEffect(() => {
    if (question === null) return undefined;
    const press = (event: KeyboardEvent): void => {
      const answer = ANSWERS[event.key.toLowerCase()];
      if (answer === undefined || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      // Before the stage, to which the key of the one is the clicker's "next".
      event.stopImmediatePropagation();
      void decide(answer);
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [question]);
  if (question === null) return null;
  const record = askerOf(question.run)?.record;
  const view = record?.history.at(record.log.length - 1);
  const node = view?.find(question.pointer) ?? null;
  return (
    <section role="alertdialog" aria-label={`Approval: ${question.gate}`} className={s.question}>
      <p>
        <b>{question.gate}?</b> {question.lane !== null && <>in the lane “{question.lane}” </>}
        {view !== undefined && node !== null && <bdi>{shownValue(view.json(node), 40)}</bdi>}
      </p>
      <button type="button" disabled={sending} data-answer="approved" onClick={() => void decide('approved')}>
        Approve <kbd>Y</kbd>
      </button>
      <button type="button" disabled={sending} onClick={() => void decide('declined')}>
        Decline <kbd>N</kbd>
      </button>
    </section>
  );
}

const ANSWERS: { [key: string]: 'approved' | 'declined' } = { y: 'approved', n: 'declined' };
