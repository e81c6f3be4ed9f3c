import { type ReactNode, useMemo, useState } from 'react';

import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { JsonText } from '../operation/JsonText.tsx';
import { type ConvertFrom, useConvert } from './convert.ts';
import s from './Convert.module.css';
import { convert, SOURCES } from './converters.ts';
import { replaceSchema } from './replace-schema.ts';

/** A schema from what a person has already: an example, a Pydantic class, a TypeScript type. */
export function Convert(): ReactNode {
  const from = useConvert((state) => state.from);
  const [texts, setTexts] = useState<{ readonly [from in ConvertFrom]?: string }>({});
  const text = texts[from] ?? '';
  const converted = useMemo(() => convert(from, text), [from, text]);
  const source = SOURCES.find(({ value }) => value === from);
  return (
    <div className={s.body}>
      <Segmented
        label="Make the schema from"
        value={from}
        choices={SOURCES}
        onChange={(next) => useConvert.setState({ from: next })}
      />
      <div className={s.sides}>
        <textarea
          aria-label={source?.label}
          className={s.text}
          spellCheck={false}
          placeholder={source?.placeholder}
          value={text}
          onChange={(event) => setTexts({ ...texts, [from]: event.target.value })}
        />
        <output className={s.result} aria-label="Schema that comes of it">
          {converted === null ? (
            <p className={s.hint}>The schema appears here as you type.</p>
          ) : converted.ok ? (
            <JsonText text={converted.schema} label="Schema" />
          ) : (
            <ul className={s.problems}>
              {converted.problems.map(({ message, line }) => (
                <li key={`${line} ${message}`}>
                  <b className="num">{`line ${line}`}</b> {message}
                </li>
              ))}
            </ul>
          )}
        </output>
      </div>
      <div className={s.acts}>
        <Button look="quiet" onClick={() => showOverlay(null)}>
          Cancel
        </Button>
        <Button
          look="primary"
          disabled={converted?.ok !== true}
          onClick={() => {
            if (converted?.ok !== true) return;
            replaceSchema(converted.schema);
            showOverlay(null);
          }}
        >
          Replace the schema
        </Button>
      </div>
    </div>
  );
}
