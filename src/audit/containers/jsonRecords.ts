import { countLineEnds } from '../linePlaces';
import { ByteText } from './byteText';
import type { ContainerSink, SourcePlace, UnwrapOptions, Unwrapper } from './container';
import { JsonCutter, type JsonPiece } from './jsonCutter';
import type { JsonOutput, Origin } from './jsonForm';
import { jsonFormOf } from './jsonForms';
import { JsonValue } from './jsonValue';
import { LineCounter } from './lineCounter';
import { PendingBytes } from './pendingBytes';
import { RecordOutput } from './recordOutput';

/** A record is a page of events at most (1 MiB), or some of them in base64. */
const longestRecord = 64 << 20;

/** Takes events out of JSON as it arrives, whatever forms stand in it. It holds one record at a time. */
export class JsonRecords implements Unwrapper, JsonOutput {
  private readonly cutter = new JsonCutter();
  private readonly rest = new PendingBytes();
  /** A shorter rest is a value that has not ended: looking again at each chunk would be quadratic. */
  private enough = 0;
  private offset: number;
  private line = 1;
  private readonly output: RecordOutput;

  constructor(
    private readonly sink: ContainerSink,
    private readonly options: UnwrapOptions,
  ) {
    this.offset = options.offset ?? 0;
    this.output = new RecordOutput(sink, options);
  }

  push(bytes: Uint8Array): void {
    this.rest.add(bytes);
    if (this.rest.length >= this.enough) this.read(false);
  }

  end(): void {
    this.read(true);
  }

  private read(ended: boolean): void {
    const bytes = new ByteText(this.rest.bytes);
    const lines = new LineCounter(bytes.text, this.line);
    const placeOf = (start: number, end: number): SourcePlace | undefined =>
      this.options.places === false
        ? undefined
        : { offset: this.offset + start, length: end - start, line: lines.at(start) };
    const kept = this.cutter.cut(bytes.text, ended, (piece) => this.give(bytes, piece, placeOf));
    this.line += countLineEnds(bytes.text, 0, kept);
    this.offset += kept;
    this.rest.drop(kept);
    this.enough = Math.min(2 * this.rest.length, longestRecord);
    if (ended || this.rest.length < longestRecord) return;
    this.sink.note({ kind: 'damaged', place: placeOf(kept, bytes.text.length), damage: 'long' });
    this.read(true);
  }

  private give(
    bytes: ByteText,
    piece: JsonPiece,
    placeOf: (start: number, end: number) => SourcePlace | undefined,
  ): void {
    const { start, end } = piece;
    if (piece.kind === 'lost') {
      if (bytes.isBlank(start, end)) return; // what stands between records is nothing to tell
      this.output.foreign(bytes.decode(start, end), end - start, placeOf(start, end));
      return;
    }
    const { value, isWhole } = JsonValue.read(bytes, start, end, placeOf);
    if (value !== undefined) this.nested(value, piece.kind === 'value');
    if (piece.kind === 'damage') {
      const from = piece.damage === 'cut' ? start : end;
      this.sink.note({ kind: 'damaged', place: placeOf(from, end), damage: piece.damage });
    } else if (!isWhole) {
      this.sink.note({ kind: 'damaged', place: placeOf(start, end), damage: 'json' });
    }
  }

  nested(value: JsonValue, isWhole = true): void {
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
