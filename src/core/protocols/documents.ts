import { TextEvents } from '../json/text-events.ts';
import type { EventBody, NoteKind } from '../run/event.ts';

interface Channel {
  name: string | null;
  text: TextEvents;
  /** Undefined until the channel begins a document; null for the main one. */
  doc: string | null | undefined;
  begun: boolean;
  ended: boolean;
}

/**
 * The documents of one run that come as text, each in a channel of its own: the content, each tool call. A channel is
 * known by a key that the protocol chooses, which becomes the document's id.
 *
 * The first channel that begins a document has the main one. So the content is the main document where it is JSON, and
 * a tool call is where the content is prose or nothing, whichever the request asked for.
 */
export class TextDocuments {
  readonly #channels = new Map<string, Channel>();
  #claimed = false;
  #silent: EventBody | null = null;

  /** A piece of a channel's text. `name` is what the protocol calls the document, where it says. */
  push(key: string, piece: string, name?: string): EventBody[] {
    const channel = this.#channel(key, name);
    if (piece === '' || channel.ended) return [];
    channel.begun = true;
    return this.#told(key, channel, channel.text.push(piece));
  }

  /** The name of a channel that may not have begun yet. */
  name(key: string, name: string): void {
    this.#channel(key, name);
  }

  /** Whether any text came through a channel. */
  begun(key: string): boolean {
    return this.#channels.get(key)?.begun === true;
  }

  /** Events of a document that comes as operations, in a channel that has no text. */
  ops(key: string, name: string | undefined, events: readonly EventBody[]): EventBody[] {
    return this.#told(key, this.#channel(key, name), events, false);
  }

  /** The end of a channel's text. What comes through it afterwards is not read. */
  end(key: string): EventBody[] {
    const channel = this.#channels.get(key);
    if (channel === undefined || channel.ended || !channel.begun) return [];
    channel.ended = true;
    return this.#told(key, channel, channel.text.end());
  }

  /** The end of the texts with such keys. */
  endWhere(ends: (key: string) => boolean): EventBody[] {
    return [...this.#channels.keys()].filter(ends).flatMap((key) => this.end(key));
  }

  /** The end of all texts that have not ended. */
  endAll(): EventBody[] {
    const events = this.endWhere(() => true);
    if (this.#silent === null || this.#claimed) return events;
    events.push(this.#silent);
    this.#silent = null;
    return events;
  }

  #channel(key: string, name: string | undefined): Channel {
    let channel = this.#channels.get(key);
    if (channel === undefined) {
      channel = { name: null, text: new TextEvents(), doc: undefined, begun: false, ended: false };
      this.#channels.set(key, channel);
    }
    if (name !== undefined && name !== '') channel.name ??= name;
    return channel;
  }

  #told(key: string, channel: Channel, events: readonly EventBody[], text = true): EventBody[] {
    const told: EventBody[] = [];
    for (const event of events) {
      // A text without a document is a fault only where no other text of the run has one.
      if (event.kind === 'note' && event.what === NO_DOCUMENT) this.#silent = event;
      else {
        if (
          channel.doc === undefined &&
          (event.kind === 'op' || event.kind === 'ops' || event.kind === 'grow')
        ) {
          channel.doc = this.#claimed ? key : null;
          this.#claimed = true;
          told.push(of(channel.doc, { kind: 'document', name: channel.name, asText: text }));
        }
        told.push(of(channel.doc ?? null, event));
      }
    }
    return told;
  }
}

const NO_DOCUMENT: NoteKind = 'no document';

function of(doc: string | null, event: EventBody): EventBody {
  return doc === null ? event : { ...event, doc };
}
