import type { ContainerNote, ContainerSink, Damage, EventRecord, NotePlace } from './container';

/** No more places than that are kept of one kind of note; all are counted. */
const mostPlaces = 100;

/** Text that belongs to no event. */
export interface ForeignText {
  readonly place: NotePlace | undefined;
  /** Its beginning. Hostile text. */
  readonly text: string;
}

export interface DamagedPart {
  readonly place: NotePlace | undefined;
  readonly damage: Damage;
  /** Where it has no place of its own: how many events were read before it. */
  readonly event?: number;
}

/** What reading one file has found so far: the events not taken yet, and an account of all else. */
export class Reading implements ContainerSink {
  private batch: EventRecord[] = [];
  /** How many events there were. */
  events = 0;
  /** Bytes that belong to no event: text and blanks between events, messages without one, damaged parts. */
  foreignBytes = 0;
  /** The first stretches of them. */
  readonly foreign: ForeignText[] = [];
  /** How many stretches there are. */
  foreignCount = 0;
  /** Records that hold no events by their own word, by what they call themselves. Hostile text. */
  readonly skipped = new Map<string, number>();
  skippedCount = 0;
  /** The first damaged parts of each kind, in the order in which they were found. */
  readonly damaged: DamagedPart[] = [];
  /** How many parts there are of each kind of damage, by its first one. */
  readonly damages = new Map<Damage, number>();

  event(record: EventRecord): void {
    this.events++;
    this.batch.push(record);
  }

  note(note: ContainerNote): void {
    switch (note.kind) {
      case 'foreign':
        this.foreignText(note);
        return;
      case 'blank':
        this.foreignBytes += note.bytes;
        return;
      case 'skipped':
        this.skippedCount++;
        this.skipped.set(note.what, (this.skipped.get(note.what) ?? 0) + 1);
        return;
      case 'damaged':
        if (isSame(note, this.damaged.at(-1))) return; // a fault may be met from both sides
        this.foreignBytes += note.lost ?? 0;
        this.damagedPart(note);
    }
  }

  /** How many damaged parts there are. */
  get damagedCount(): number {
    let sum = 0;
    for (const count of this.damages.values()) sum += count;
    return sum;
  }

  /** The events since the last call. */
  take(): readonly EventRecord[] {
    const { batch } = this;
    this.batch = [];
    return batch;
  }

  private foreignText({ place, text, bytes }: ForeignText & { readonly bytes: number }): void {
    this.foreignBytes += bytes;
    this.foreignCount++;
    if (this.foreign.length < mostPlaces) this.foreign.push({ place, text });
  }

  private damagedPart({ place, damage }: Pick<DamagedPart, 'place' | 'damage'>): void {
    const before = this.damages.get(damage) ?? 0;
    this.damages.set(damage, before + 1);
    if (before < mostPlaces) {
      this.damaged.push({ place, damage, ...(place === undefined && { event: this.events }) });
    }
  }
}

function isSame(one: Omit<DamagedPart, 'event'>, other: DamagedPart | undefined): boolean {
  return (
    one.damage === other?.damage &&
    one.place !== undefined &&
    one.place.offset === other.place?.offset
  );
}
