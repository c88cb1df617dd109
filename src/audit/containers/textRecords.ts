import { contentStart, skipBlanks } from '../text/fieldLine';
import { countLineEnds } from '../text/linePlaces';
import { segments, type Segment } from '../text/segments';
import { hasBareReturns } from './bareReturns';
import { ByteText } from './byteText';
import type { ContainerSink, SourcePlace, UnwrapOptions, Unwrapper } from './container';
import { readPrefix, type LinePrefix } from './linePrefix';
import { OtherText } from './otherText';
import { PendingBytes } from './pendingBytes';
import { isoMilliseconds } from './timestamps';

type EventSegment = Segment & { readonly kind: 'audit' | 'certificate' };

/** CloudWatch Logs takes no event of more than 1 MiB: what goes on for longer is none any more. */
const longestEvent = 4 << 20;

/**
 * Takes events out of text as it arrives, in all text containers alike. The last event is kept until the
 * next one begins or the text ends, so that it makes no difference how the text is cut into chunks.
 */
export class TextRecords implements Unwrapper {
  private readonly rest = new PendingBytes();
  /** A shorter rest is one event that has not ended: looking again at each chunk would be quadratic. */
  private enough = 0;
  private offset: number;
  private line = 1;
  private record = 0;
  /** How many bytes there are, and how many of them are an event's or told. */
  private length = 0;
  private accounted = 0;
  /** Where what was too long has been read up to: what goes on there is the same. */
  private longEnd: number | undefined;
  /** Whether carriage returns alone end the lines; undefined until that is known. */
  private bareReturns: boolean | undefined;
  /** Text of no event since the last one; the brackets and commas of a JSON list are nothing to tell. */
  private readonly other = new OtherText(/[^\s[\],]/);
  /** A prefix on the last line of it: the next lines' event is its, or else it is text like the rest. */
  private lone: LonePrefix | undefined;

  constructor(
    private readonly sink: ContainerSink,
    private readonly options: UnwrapOptions,
  ) {
    this.offset = options.offset ?? 0;
  }

  push(bytes: Uint8Array): void {
    this.length += bytes.length;
    this.rest.add(bytes, longestEvent, () => {
      if (this.rest.length >= this.enough) this.read(false);
    });
  }

  end(): void {
    this.read(true);
    this.tellOther();
    const blank = this.length - this.accounted;
    if (blank > 0) this.sink.note({ kind: 'blank', bytes: blank });
  }

  private read(ended: boolean): void {
    if (!this.knowsLineEnds(ended)) return;
    const bytes = new ByteText(this.rest.bytes);
    const text = this.bareReturns === true ? bytes.text.replaceAll('\r', '\n') : bytes.text;
    const whole = ended ? text.length : wholeLines(text);
    const kept = this.give(bytes, text.slice(0, whole), ended);
    this.line += countLineEnds(text, 0, kept);
    this.offset += kept;
    this.rest.drop(kept);
    this.enough = Math.min(2 * this.rest.length, longestEvent);
    if (ended || this.rest.length < longestEvent) return;
    // An event of the usual length and blanks behind it are nothing to tell.
    const length = text.slice(kept).trimEnd().length;
    const isLong = length > longestEvent / 4;
    if (isLong && this.offset !== this.longEnd) {
      this.sink.note({ kind: 'damaged', place: this.place(0, 0, length), damage: 'long' });
    }
    this.read(true);
    if (isLong) this.longEnd = this.offset;
  }

  /** Whether it is decided what ends a line. */
  private knowsLineEnds(ended: boolean): boolean {
    this.bareReturns ??= hasBareReturns(this.rest.bytes, ended);
    return this.bareReturns !== undefined;
  }

  /** Gives what is certain, and where the rest begins. */
  private give(bytes: ByteText, text: string, ended: boolean): number {
    let lines = 0;
    let counted = 0;
    const giveOne = (segment: Segment): void => {
      lines += countLineEnds(text, counted, segment.start);
      counted = segment.start;
      const { kind } = segment;
      if (kind === 'between') this.giveOther(bytes, text, segment, lines);
      else this.giveEvent(bytes, text, { ...segment, kind }, lines);
    };
    /** An event that may go on, as long as nothing but blanks stands behind it. */
    let open: Segment | undefined;
    for (const segment of segments(text)) {
      if (open !== undefined && goesOn(bytes, open, segment)) continue;
      if (open !== undefined) giveOne(open);
      open = undefined;
      if (segment.kind === 'between') giveOne(segment);
      else open = segment;
    }
    if (open === undefined) return text.length;
    if (!ended) return open.start - indentationBefore(text, open.start).length;
    giveOne(open);
    return text.length;
  }

  private giveEvent(bytes: ByteText, text: string, segment: EventSegment, lines: number): void {
    const { kind, end } = segment;
    this.accounted += end - segment.start;
    const first = skipBlanks(text, segment.start, end);
    const own = readPrefix(text, first);
    const prefix = own ?? this.lone?.prefix;
    this.tellOther(own === undefined ? this.lone : undefined);
    const start = contentStart(text, segment.start, end);
    const indentation = indentationBefore(text, first);
    this.sink.event({
      kind,
      message: this.message(bytes.decode(start, end), indentation, prefix),
      stream: prefix?.stream ?? this.options.stream,
      cluster: prefix?.cluster ?? this.options.cluster,
      timestamp: prefix?.time === undefined ? undefined : isoMilliseconds(prefix.time),
      source: this.place(start, lines, end - start),
      record: this.record++,
    });
  }

  /** The event's text without what a tool has put before its lines. */
  private message(text: string, indentation: string, prefix: LinePrefix | undefined): string {
    const message = this.bareReturns === true ? text.replaceAll('\r', '\n') : text;
    if (prefix?.form === 'toolkit') return message.replaceAll(`\n${toolkitIndentation}`, '\n');
    return indentation === '' ? message : message.replaceAll(`\n${indentation}`, '\n');
  }

  private giveOther(bytes: ByteText, text: string, { start, end }: Segment, lines: number): void {
    const add = (from: number, to: number): void =>
      this.other.add(bytes, from, to, (at) =>
        this.place(at, lines + countLineEnds(text, start, at), 0),
      );
    const last = text.slice(start, end).trimEnd();
    if (last === '') {
      add(start, end);
      return;
    }
    const lastLine = start + last.lastIndexOf('\n') + 1;
    add(start, lastLine);
    const before = this.other.length;
    add(lastLine, end);
    const prefix = lonePrefix(text.slice(lastLine, start + last.length));
    this.lone = prefix && { prefix, before };
  }

  /** @param lone a prefix that belongs to an event, and so not to the text */
  private tellOther(lone?: LonePrefix): void {
    this.lone = undefined;
    this.accounted += this.other.length;
    const note = this.other.take(lone?.before);
    if (note !== undefined) this.sink.note(note);
  }

  private place(start: number, lines: number, length: number): SourcePlace | undefined {
    if (this.options.places === false) return undefined;
    return { offset: this.offset + start, length, line: this.line + lines };
  }
}

/** Whether the event before a segment may go on behind it: nothing but blanks stand there. */
function goesOn(bytes: ByteText, { kind }: Segment, next: Segment): boolean {
  if (next.kind !== 'between') return false;
  if (bytes.isBlank(next.start, next.end)) return true;
  // An object that is cut ends before control characters, which more of it may follow.
  return kind === 'certificate' && !/[^\0-\x20]/.test(bytes.text.slice(next.start, next.end));
}

interface LonePrefix {
  readonly prefix: LinePrefix;
  /** How much other text stands before it, in bytes. */
  readonly before: number;
}

/** The prefix that is all of a line. */
function lonePrefix(line: string): LinePrefix | undefined {
  const prefix = readPrefix(`${line} `, skipBlanks(line, 0, line.length));
  return prefix !== undefined && prefix.end > line.length ? prefix : undefined;
}

/** What the AWS Toolkit puts before the lines of an event but the first. */
const toolkitIndentation = `${' '.repeat(29)}\t`;

/** How much of a text that goes on is certain: a line that has not ended may turn out to be another one. */
function wholeLines(text: string): number {
  for (let whole = text.lastIndexOf('\n') + 1; ;) {
    const last = text.slice(0, whole).trimEnd();
    // Only its first key tells whether an object is a certificate event, and that may stand before a brace too.
    if (!last.endsWith('{')) return whole;
    whole = last.lastIndexOf('\n') + 1;
  }
}

/** The blanks before a place on its line; none where other text stands there. */
function indentationBefore(text: string, at: number): string {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  return skipBlanks(text, lineStart, at) === at ? text.slice(lineStart, at) : '';
}
