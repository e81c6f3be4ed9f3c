import type { ReactNode } from 'react';

import type { RaceChoice } from '../../../bridge/contract.ts';
import { loadModels, useConnections } from '../../state/connections.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { Suggest } from '../../ui/Suggest.tsx';
import { type Offer, type Place, placesOf } from './plan.ts';
import s from './RaceForm.module.css';

interface LaneBoxProps {
  /** From 0. */
  index: number;
  choice: RaceChoice;
  offer: Offer;
  lack: { key: boolean; text: string } | null;
  onChange: (part: Partial<RaceChoice>) => void;
}

/** One lane: the order, or the connection and model, that it runs. */
export function LaneBox({ index, choice, offer, lack, onChange }: LaneBoxProps): ReactNode {
  const letter = index === 0 ? 'A' : 'B';
  const places = placesOf(choice, offer);
  const place = places[index] ?? offer.here;
  return (
    <fieldset className={s.lane}>
      <legend className={s.letter}>{letter}</legend>
      {choice.what === 'orders' ? (
        <OrderBox
          label={`Order of ${letter}`}
          value={choice.orders[index] ?? ''}
          offer={offer}
          onChange={(name) => onChange({ orders: choice.orders.with(index, name) })}
        />
      ) : (
        <PlaceBox
          letter={letter}
          place={place}
          offer={offer}
          onChange={(next) => onChange({ connections: places.with(index, next) })}
        />
      )}
      {lack !== null && (
        <p role="alert" className={s.problem}>
          {lack.text}
          {lack.key && <Button onClick={() => showOverlay('connections')}>Add key…</Button>}
        </p>
      )}
    </fieldset>
  );
}

interface OrderBoxProps {
  label: string;
  value: string;
  offer: Offer;
  onChange: (name: string) => void;
}

function OrderBox({ label, value, offer, onChange }: OrderBoxProps): ReactNode {
  const chosen = offer.orders.find(({ name }) => name === value);
  return (
    <>
      <Select
        label={label}
        className={s.wide}
        value={value}
        choices={offer.orders.map(({ name, fields }) => ({
          value: name,
          label: name,
          story: fields.join(' '),
        }))}
        onChange={onChange}
      />
      <p className={s.fields}>{chosen?.fields.join(' ')}</p>
    </>
  );
}

interface PlaceBoxProps {
  letter: string;
  place: Place;
  offer: Offer;
  onChange: (place: Place) => void;
}

function PlaceBox({ letter, place, offer, onChange }: PlaceBoxProps): ReactNode {
  const models = useConnections((state) => state.models[place.connection]);
  const listed = models === undefined || models === 'asking' || !models.ok ? [] : models.models;
  return (
    <div className={s.place}>
      <Select
        label={`Connection of ${letter}`}
        value={place.connection}
        choices={offer.connections.map(({ id, name, key }) => ({
          value: id,
          label: name,
          aside: key.state === 'missing' ? 'needs a key' : undefined,
        }))}
        onChange={(connection) => {
          const entry = offer.connections.find(({ id }) => id === connection);
          onChange({ connection, model: entry?.model ?? '' });
        }}
      />
      <Suggest
        label={`Model of ${letter}`}
        placeholder="model"
        className={s.model}
        value={place.model}
        suggestions={listed.map(({ id, description }) => ({ value: id, story: description }))}
        onChange={(model) => onChange({ ...place, model })}
        onOpen={() => {
          if (models === undefined) void loadModels(place.connection);
        }}
      />
    </div>
  );
}
