import type { StoredEvent } from '../logSource';
import { type EventFacts, type EventForm, eventText } from './eventText';

/** What an HSM notes of a command; the sequence number comes when the log is complete. */
export type Note = Omit<EventFacts, 'sequence' | 'rebootCounter' | 'version'>;

export interface HsmMake {
  /** The top byte of its session handles. */
  readonly partition: number;
  readonly rebootCounter: number;
  readonly form: EventForm;
  /** What it prints as its `Version No`. */
  readonly version?: string;
}

/** Connections of an HSM are numbered anew after this many. */
const connectionNumbers = 12;

/** One HSM of the sample: it hands out session handles, notes commands and prints them as its stream. */
export class RecordedHsm {
  private readonly notes: Note[] = [];
  private readonly connected = new Set<number>();
  private lastConnection = 0;

  constructor(
    readonly name: string,
    readonly make: HsmMake,
  ) {}

  /** Opens a connection and gives its number. The one that has been closed longest is used again. */
  open(): number {
    do {
      this.lastConnection = (this.lastConnection % connectionNumbers) + 1;
    } while (this.connected.has(this.lastConnection));
    this.connected.add(this.lastConnection);
    return this.lastConnection;
  }

  close(connection: number): void {
    this.connected.delete(connection);
  }

  /** The partition in the top byte, the connection in the bits from 14 on, the session below. */
  handle(connection: number, session: number): number {
    return this.make.partition * 2 ** 24 + connection * 2 ** 14 + session;
  }

  note(note: Note): void {
    this.notes.push(note);
  }

  /** The stream: in the order of the HSM's clock, numbered without a gap from 0. */
  events(): readonly StoredEvent[] {
    const { rebootCounter, version, form } = this.make;
    return this.notes
      .toSorted((one, other) => Number(one.usecs - other.usecs))
      .map((note, sequence) => ({
        timestamp: Number(note.usecs / 1000n),
        message: eventText(
          { ...note, sequence, rebootCounter, ...(version !== undefined && { version }) },
          form,
        ),
      }));
  }
}
