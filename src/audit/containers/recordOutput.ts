import { contentStart } from '../text/fieldLine';
import { segments } from '../text/segments';
import type { ContainerSink, SourcePlace, UnwrapOptions } from './container';
import type { Origin } from './jsonForm';
import { longestNote } from './otherText';

/** Containers inside each other, deeper than any service makes them. */
const deepest = 4;

/** Turns what a record holds (a message, packed bytes, an event in members) into events and notes. */
export class RecordOutput {
  private record = 0;
  private given = 0;

  constructor(
    private readonly sink: ContainerSink,
    private readonly options: UnwrapOptions,
  ) {}

  /** How many events and stretches of other text there have been. */
  get count(): number {
    return this.given;
  }

  /** A log event's message: as a rule one event and nothing else. */
  message(message: string, place: SourcePlace | undefined, origin: Origin): void {
    // Some collectors turn line feeds into carriage returns. Where both are there, the latter are text.
    const text = message.includes('\n') ? message : message.replaceAll('\r', '\n');
    const parts = Array.from(segments(text));
    if (parts.every(({ kind }) => kind === 'between') && /^\s*[[{]/.test(text)) {
      this.inside(new TextEncoder().encode(text), place, origin);
      return;
    }
    for (const { kind, start, end } of parts) {
      if (kind !== 'between') {
        this.event(kind, text.slice(contentStart(text, start, end), end), place, origin);
      } else if (/[^\s[\],]/.test(text.slice(start, end))) {
        this.foreign(text.slice(start, end).trim(), undefined, place);
      }
    }
    if (text === '') this.foreign('', 0, place);
  }

  event(
    kind: 'audit' | 'certificate',
    message: string,
    place: SourcePlace | undefined,
    { stream, cluster, timestamp }: Origin,
  ): void {
    this.given++;
    this.sink.event({
      kind,
      message,
      stream: stream ?? this.options.stream,
      cluster: cluster ?? this.options.cluster,
      timestamp,
      source: place,
      record: this.record++,
    });
  }

  /** @param bytes how many it takes in the file; left out: as many as the text has in UTF-8 */
  foreign(text: string, bytes: number | undefined, place: SourcePlace | undefined): void {
    this.given++;
    this.sink.note({
      kind: 'foreign',
      place,
      bytes: bytes ?? new TextEncoder().encode(text).length,
      text: text.slice(0, longestNote),
    });
  }

  /** Base64 of a file, compressed or not. */
  packed(base64: string, place: SourcePlace | undefined): void {
    try {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
      if (!isGzip) {
        this.inside(bytes, undefined, {}, place);
      } else if (this.options.gunzip === undefined) {
        this.sink.note({ kind: 'damaged', place, damage: 'packed' });
      } else {
        this.inside(this.options.gunzip(bytes), undefined, {}, place);
      }
    } catch (error) {
      const damage = error instanceof RangeError ? 'bomb' : 'packed';
      this.sink.note({ kind: 'damaged', place, damage });
    }
  }

  /**
   * A container in its turn.
   *
   * @param place that of its events: of what holds them, as far as that means something
   * @param notePlace where to look for what a note is about
   */
  private inside(
    bytes: Uint8Array,
    place: SourcePlace | undefined,
    origin: Origin,
    notePlace = place,
  ): void {
    const { inside, depth = 0 } = this.options;
    if (inside === undefined || depth === deepest) {
      this.sink.note({ kind: 'damaged', place: notePlace, damage: 'deep' });
      return;
    }
    const sink: ContainerSink = {
      event: ({ kind, message, stream, cluster, timestamp }) => {
        const own = { stream, cluster, timestamp: timestamp ?? origin.timestamp };
        this.event(kind, message, place, own);
      },
      note: (note) => {
        // Its bytes are told here: they are not lost with what is around them.
        if (note.kind === 'foreign' || (note.kind === 'damaged' && (note.lost ?? 0) > 0))
          this.given++;
        this.sink.note(note.kind === 'blank' ? note : { ...note, place: notePlace });
      },
    };
    inside(bytes, sink, {
      ...this.options,
      stream: origin.stream ?? this.options.stream,
      cluster: origin.cluster ?? this.options.cluster,
      places: false,
      depth: depth + 1,
    });
  }
}
