import type { EventBody } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';
import { TextDocuments } from './documents.ts';
import type { Decoder, Protocol } from './protocol.ts';
import { unreadableEvent } from './unreadable.ts';

/**
 * The JSON text of one document and nothing else, cut anywhere: what the AI SDK's text stream sends, what a model
 * answers when its tokens are written down. Prose and Markdown fences around it are read past, and noted.
 */
export const jsonText: Protocol = {
  title: 'plain JSON text',
  recording: 'plain JSON text',
  stored: 'frames',
  framings: ['text', 'sse'],
  // Any JSON is JSON text, so this is what a file is taken for when nothing else fits: see `capture/detect.ts`.
  recognises: () => false,
  decoder: textDecoder,
};

function textDecoder(): Decoder {
  const documents = new TextDocuments();
  const push = (text: string): EventBody[] => documents.push('text', text);
  return {
    frame(frame: Frame) {
      switch (frame.kind) {
        case 'text':
          return push(frame.text);
        case 'line':
          // A file that was read by lines; line ends are white space to JSON.
          return push(`${frame.text}\n`);
        case 'sse':
          return frame.data === '[DONE]'
            ? [...documents.endAll(), { kind: 'mark', name: 'done' }]
            : push(frame.data);
        case 'comment':
          return [{ kind: 'beat', text: frame.text }];
        case 'bad':
        case 'limit':
          return [unreadableEvent(frame)];
        default:
          return frame satisfies never;
      }
    },
    end: () => documents.endAll(),
  };
}
