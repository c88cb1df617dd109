import type { ContainerSink, UnwrapOptions } from './container';
import { JsonCutter, type JsonPiece } from './jsonCutter';
import type { JsonOutput, Origin } from './jsonForm';
import { jsonFormOf } from './jsonForms';
import { JsonValue } from './jsonValue';
import { OtherText } from './otherText';
import type { WindowText } from './recordWindow';
import { WindowedRecords } from './windowedRecords';

/** A record is a page of events at most (1 MiB), or some of them in base64. */
const longestRecord = 64 << 20;

/** Takes events out of JSON as it arrives, whatever forms stand in it. It holds one record at a time. */
export class JsonRecords extends WindowedRecords implements JsonOutput {
  private readonly cutter = new JsonCutter();
  /** Text behind damage; what stands between records, brackets too, is nothing to tell. */
  private readonly lost = new OtherText(/[^\s[\]{},]/);

  constructor(sink: ContainerSink, options: UnwrapOptions) {
    super(sink, options, longestRecord);
  }

  override end(): void {
    super.end();
    this.tellLost();
    if (!this.cutter.isOpen) return;
    const { placeOf } = this.window.look();
    this.sink.note({ kind: 'damaged', place: placeOf(0, 0), damage: 'cut' });
  }

  protected override read(ended: boolean): void {
    const seen = this.window.look();
    const { text, placeOf } = seen;
    const kept = this.cutter.cut(text, ended, (piece) => this.give(seen, piece));
    this.window.drop(text, kept);
    if (ended || !this.window.isTooLong) return;
    this.sink.note({ kind: 'damaged', place: placeOf(kept, text.length), damage: 'long' });
    this.read(true);
  }

  private give({ bytes, placeOf }: WindowText, piece: JsonPiece): void {
    const { start, end } = piece;
    if (piece.kind === 'lost') {
      this.lost.add(bytes, start, end, (at) => placeOf(at, end));
      return;
    }
    this.tellLost();
    const { value, isWhole } = JsonValue.read(bytes, start, end, placeOf);
    const before = this.output.count;
    if (value !== undefined) this.nested(value, piece.kind === 'value');
    const lost = this.output.count === before ? end - start : 0;
    if (piece.kind === 'damage') {
      const from = piece.damage === 'cut' ? start : end;
      this.sink.note({ kind: 'damaged', place: placeOf(from, end), damage: piece.damage, lost });
    } else if (!isWhole) {
      this.sink.note({ kind: 'damaged', place: placeOf(start, end), damage: 'json', lost });
    }
  }

  private tellLost(): void {
    const note = this.lost.take();
    if (note !== undefined) this.sink.note(note);
  }

  nested(value: JsonValue, isWhole = true): void {
    // A string by itself may have lost its end with the rest.
    if (!isWhole && value.type === 'string') return;
    const { members } = value;
    const form = jsonFormOf(value, members);
    if (form !== undefined) {
      form.unwrap(value, members, this);
    } else if (value.type === 'array') {
      for (const element of value.elements) this.nested(element, isWhole);
    } else if (isWhole) {
      this.output.foreign(value.printed, value.length, value.place);
    }
  }

  message(message: JsonValue, origin: Origin): void {
    if (message.type === 'null') return;
    const text = message.string;
    if (text === undefined) this.nested(message);
    else this.output.message(text, message.place, origin);
  }

  written(text: string, value: JsonValue, origin: Origin): void {
    this.output.event(text.startsWith('{') ? 'certificate' : 'audit', text, value.place, origin);
  }

  skipped(what: string, value: JsonValue): void {
    this.sink.note({ kind: 'skipped', place: value.place, what });
  }

  packed(base64: JsonValue): void {
    this.output.packed(base64.string ?? '', base64.place);
  }
}
