import type { ReactNode } from 'react';

import { isReady, useDraft } from '../../state/draft.ts';
import { dismissProblem, startRun, useRun } from '../../state/run.ts';
import { select } from '../../state/selection.ts';
import { showTab } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { JsonText } from '../operation/JsonText.tsx';
import { readableBody } from './readable-body.ts';
import { runFacts } from './run-facts.ts';
import s from './Verdict.module.css';
import { toneOf } from './verdict-words.ts';

/** Why a run is judged as it is, what is known of it, and what can be done. */
export function VerdictDetails(): ReactNode {
  const { verdict, problem, record } = useRun();
  const ready = useDraft(isReady);
  if (problem !== null) {
    return (
      <>
        <p className={s.reason}>{problem}</p>
        <Button onClick={dismissProblem}>Dismiss</Button>
      </>
    );
  }
  if (verdict === null) return null;
  const { refusal, problem: first } = verdict;
  const facts = record === null ? [] : runFacts(record);
  // Never by itself: a run costs money, and the second try may differ.
  const retry = ready && record?.header?.draft !== undefined && toneOf(verdict) !== 'good';
  return (
    <>
      <p className={s.reason}>{verdict.reason}</p>
      {first !== undefined && (
        <button type="button" className={s.first} onClick={() => select(first.pointer, null)}>
          <span className="mono">{first.pointer === '' ? '(root)' : first.pointer}</span>
          <span>{first.message}</span>
        </button>
      )}
      {refusal !== undefined && <Answer status={refusal.status} body={refusal.body} />}
      {facts.length > 0 && (
        <dl className={s.facts}>
          {facts.map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      {(retry || verdict.errors > 0) && (
        <div className={s.acts}>
          {retry && (
            <Button look="primary" onClick={() => void startRun()}>
              Retry
            </Button>
          )}
          {verdict.errors > 0 && <Button onClick={() => showTab('wire')}>Show in Wire</Button>}
        </div>
      )}
    </>
  );
}

/** What the server said in place of a stream. */
export function Answer({ status, body }: { status: number; body: string }): ReactNode {
  const { kind, text } = readableBody(body);
  return (
    <>
      <p className={s.caption}>
        {`HTTP ${status}, the server’s answer${kind === 'page' ? ', a web page without its markup' : ''}`}
      </p>
      <JsonText text={text} label="Answer of the server" />
    </>
  );
}
