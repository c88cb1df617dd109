import { Shape, type ShapeFacts } from './shape';

/** Numbers below this one are given by the scanner, the others by the vocabulary itself. */
export const firstOwn = 0x4000;

/** One run of an HSM: the stream it writes to, as far as the log says it, and its reboot counter. */
export interface Start {
  readonly stream: string | undefined;
  readonly counter: bigint | undefined;
}

/** What tells starts apart: the same text for the same one, whichever vocabulary it is of. */
export function startKey(start: Start | undefined): string {
  return `${start?.counter ?? ''} ${start?.stream ?? ''}`;
}

/** What was added to a vocabulary, for one in another thread. */
export interface VocabularyNews {
  readonly names: readonly (readonly [number: number, name: string])[];
  readonly starts: readonly (readonly [number: number, start: Start])[];
  readonly shapes: readonly (readonly [number: number, facts: ShapeFacts])[];
}

/** Values by number, of both ranges. */
class Numbered<Value> {
  private readonly given: (Value | undefined)[] = [];
  private readonly own: (Value | undefined)[] = [];

  get(number: number): Value | undefined {
    return number < firstOwn ? this.given[number] : this.own[number - firstOwn];
  }

  set(number: number, value: Value): void {
    if (number < firstOwn) this.given[number] = value;
    else this.own[number - firstOwn] = value;
  }
}

/** The words of an indexed log: what the numbers in its columns stand for. */
export class Vocabulary {
  private readonly names = new Numbered<string>();
  private readonly starts = new Numbered<Start>();
  private readonly startKeys = new Numbered<string>();
  private readonly shapes = new Numbered<Shape>();
  private readonly ownNames = new Map<string, number>();
  private readonly ownStarts = new Map<string, number>();
  private readonly ownShapes = new Map<string, number>();
  private news: {
    names: [number, string][];
    starts: [number, Start][];
    shapes: [number, ShapeFacts][];
  } = { names: [], starts: [], shapes: [] };

  /** The user name of a number. */
  name(number: number): string | undefined {
    return this.names.get(number);
  }

  /** The start of a number; undefined for 0, which says nothing. */
  start(number: number): Start | undefined {
    return this.starts.get(number);
  }

  /** The shape of a number that was given. */
  shape(number: number): Shape {
    const shape = this.shapes.get(number);
    if (shape === undefined) throw new RangeError(`no shape ${number}`);
    return shape;
  }

  setName(number: number, name: string): void {
    this.names.set(number, name);
    this.news.names.push([number, name]);
  }

  /** `startKey` of a number. */
  startKey(number: number): string {
    return this.startKeys.get(number) ?? startKey(undefined);
  }

  private addStart(number: number, start: Start): void {
    this.starts.set(number, start);
    this.startKeys.set(number, startKey(start));
  }

  setStart(number: number, start: Start): void {
    this.addStart(number, start);
    this.news.starts.push([number, start]);
  }

  setShape(number: number, facts: ShapeFacts): void {
    this.shapes.set(number, new Shape(facts));
    this.news.shapes.push([number, facts]);
  }

  /** Whether a shape or a start has a number that does not fit in 16 bits. */
  get hasWideNumbers(): boolean {
    return firstOwn + Math.max(this.ownShapes.size, this.ownStarts.size) > 0x10000;
  }

  numberOfName(name: string): number {
    return given(this.ownNames, name, (number) => this.setName(number, name));
  }

  numberOfStart(start: Start): number {
    if (start.stream === undefined && start.counter === undefined) return 0;
    return given(this.ownStarts, startKey(start), (number) => this.setStart(number, start));
  }

  numberOfShape(facts: ShapeFacts): number {
    const { commandType, opcode, opcodeCode, logType, userType, responseCode } = facts;
    const { responseFault } = facts;
    const key = JSON.stringify([
      facts.isCertificate,
      // A name that is not there differs from an empty one.
      ...[commandType, opcode, logType, userType, responseCode, responseFault].map(
        (value) => value ?? null,
      ),
      opcodeCode?.toString(),
      facts.ended,
      facts.has,
    ]);
    return given(this.ownShapes, key, (number) => this.setShape(number, facts));
  }

  /** What was added since the last call. */
  takeNews(): VocabularyNews {
    const { news } = this;
    this.news = { names: [], starts: [], shapes: [] };
    return news;
  }

  add({ names, starts, shapes }: VocabularyNews): void {
    for (const [number, name] of names) this.names.set(number, name);
    for (const [number, start] of starts) this.addStart(number, start);
    for (const [number, facts] of shapes) this.shapes.set(number, new Shape(facts));
  }
}

function given<Value>(
  numbers: Map<Value, number>,
  value: Value,
  isNew: (number: number) => void,
): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  const number = firstOwn + numbers.size;
  numbers.set(value, number);
  isNew(number);
  return number;
}
