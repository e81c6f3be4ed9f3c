import type { ConnectionEntry, RaceChoice, RaceLane } from '../../../bridge/contract.ts';
import type { Draft } from '../../../core/run/draft.ts';
import type { OrderChoice } from './orders.ts';

/** Where a lane is sent. */
export interface Place {
  connection: string;
  model: string;
}

/** What there is to choose from, and where the next run goes. */
export interface Offer {
  draft: Draft;
  orders: readonly OrderChoice[];
  connections: readonly ConnectionEntry[];
  here: Place;
}

/** What was chosen last, as far as it still can be; else the order as written against the one furthest from it. */
export function initialChoice(kept: RaceChoice | null, { orders, here }: Offer): RaceChoice {
  const names = orders.map(({ name }) => name);
  const known = (kept?.orders ?? []).filter((name) => names.includes(name));
  const [first = names[0] ?? '', next] = known;
  const others = [next, names.find((name) => name === 'what if'), names.at(-1), names[0]];
  const second = others.find((name) => name !== undefined && name !== first) ?? first;
  return {
    what: kept?.what ?? 'orders',
    orders: [first, second],
    connections: kept?.connections.length === 2 ? kept.connections : [here, here],
  };
}

/** Where each of the two lanes goes. */
export function placesOf({ what, connections }: RaceChoice, { here }: Offer): [Place, Place] {
  const [a = here, b = here] = what === 'connections' ? connections : [];
  return [a, b];
}

/** Two lanes as main takes them, named by what sets them apart. */
export function lanesOf(choice: RaceChoice, offer: Offer): [RaceLane, RaceLane] {
  const [a, b] = placesOf(choice, offer);
  const order = (i: number): OrderChoice | undefined =>
    offer.orders.find(({ name }) => name === choice.orders[i]);
  if (choice.what === 'orders') {
    return [
      { ...a, draft: order(0)?.draft ?? offer.draft, name: order(0)?.name ?? 'as written' },
      { ...b, draft: order(1)?.draft ?? offer.draft, name: order(1)?.name ?? 'as written' },
    ];
  }
  const called = ({ connection, model }: Place): string => {
    const entry = offer.connections.find(({ id }) => id === connection);
    const name = entry?.name ?? connection;
    const asked = model || (entry?.model ?? '');
    if (a.connection === b.connection) return asked;
    return a.model === b.model ? name : `${name} · ${asked}`;
  };
  return [
    { ...a, draft: offer.draft, name: called(a) || 'A' },
    { ...b, draft: offer.draft, name: called(b) || 'B' },
  ];
}

/** What a lane lacks, as far as the window knows, before anything is sent. */
export function lackOf(
  { connection, model }: Place,
  { connections }: Offer,
): { key: boolean; text: string } | null {
  const entry = connections.find(({ id }) => id === connection);
  if (entry === undefined) return { key: false, text: 'Choose a connection.' };
  if (entry.key.state === 'missing') {
    return {
      key: true,
      text: `${entry.name} needs a key, and there is none under ${entry.secret ?? 'its name'}.`,
    };
  }
  if (model === '' && entry.model === '') return { key: false, text: `Choose a model of ${entry.name}.` };
  return null;
}
