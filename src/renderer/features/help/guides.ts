import demo from '../../../../docs/guides/demo.md?raw';
import fieldOrder from '../../../../docs/guides/field-order.md?raw';
import replay from '../../../../docs/guides/replay.md?raw';
import { type Block, parseMarkdown } from './markdown.ts';

export interface Guide {
  /** Its file in `docs/guides`, as the guides link to each other. */
  file: string;
  title: string;
  blocks: readonly Block[];
}

/** One for each job, in the order in which people come to them. */
export const guides: readonly Guide[] = [
  guide('field-order.md', 'Field order', fieldOrder),
  guide('replay.md', 'Replay', replay),
  guide('demo.md', 'Show it', demo),
];

function guide(file: string, title: string, source: string): Guide {
  return { file, title, blocks: parseMarkdown(source) };
}
