import { useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { useSchema } from '../../state/schema.ts';
import { type Marker, markersOf } from './markers.ts';

/** For the schema in the editor and the connection it is sent to; null while the text is not read. */
export function currentMarkers(): Marker[] | null {
  const { tree, text, problems } = useSchema.getState();
  // What is no JSON the editor marks by itself, at every keystroke.
  if (tree === null || tree.text !== text) return null;
  return markersOf(tree, problems, sendsStrict());
}

function sendsStrict(): boolean {
  const { connection } = useDraft.getState();
  return useConnections.getState().list.some(({ id, strict }) => id === connection && strict === true);
}
