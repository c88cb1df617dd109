import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { ByteText } from './byteText';
import type { SourcePlace } from './container';

/** Where a stretch of the bytes at hand stands in the file; undefined where that means nothing. */
export type PlaceOf = (start: number, end: number) => SourcePlace | undefined;

/**
 * A value of a JSON text, with its place. Numbers are as printed: handles pass 2^53. What is behind a
 * fault of the text is not there.
 */
export class JsonValue {
  private constructor(
    private readonly bytes: ByteText,
    private readonly start: number,
    private readonly node: Node,
    private readonly whole: number,
    private readonly placeOf: PlaceOf,
  ) {}

  /**
   * Reads the value in [start, end).
   *
   * @returns undefined where there is none; `isWhole` is false where some of it could not be read
   */
  static read(
    bytes: ByteText,
    start: number,
    end: number,
    placeOf: PlaceOf,
  ): { readonly value: JsonValue | undefined; readonly isWhole: boolean } {
    const errors: ParseError[] = [];
    // A character a byte: the places of its nodes are those of the bytes.
    const node = parseTree(bytes.text.slice(start, end), errors);
    const whole = errors.length === 0 ? Infinity : Math.min(...errors.map(({ offset }) => offset));
    const value = node && new JsonValue(bytes, start, node, whole, placeOf);
    return { value, isWhole: errors.length === 0 };
  }

  get type(): 'object' | 'array' | 'string' | 'other' | 'null' {
    const { type } = this.node;
    if (type === 'object' || type === 'array' || type === 'string' || type === 'null') return type;
    return 'other';
  }

  get place(): SourcePlace | undefined {
    return this.placeOf(this.from, this.to);
  }

  /** How many bytes it takes. */
  get length(): number {
    return this.node.length;
  }

  private get from(): number {
    return this.start + this.node.offset;
  }

  private get to(): number {
    return this.from + this.node.length;
  }

  /** The value as printed. */
  get printed(): string {
    return this.bytes.decode(this.from, this.to);
  }

  /** What a string says; undefined for any other value. */
  get string(): string | undefined {
    if (this.node.type !== 'string') return undefined;
    const { printed } = this;
    try {
      return String(JSON.parse(printed));
    } catch {
      return printed.slice(1, -1); // a control character that should have been escaped
    }
  }

  /** What a string says, or any other value but `null` as printed. */
  get words(): string | undefined {
    return this.type === 'null' ? undefined : (this.string ?? this.printed);
  }

  /** A number of Unix ms, as CloudWatch Logs has them. */
  get milliseconds(): number | undefined {
    return this.node.type === 'number' ? Math.round(Number(this.printed)) : undefined;
  }

  /** The members of an object in their order, each once: of a key that is repeated the first counts. */
  get members(): ReadonlyMap<string, JsonValue> {
    const members = new Map<string, JsonValue>();
    for (const [name, value] of this.entries) if (!members.has(name)) members.set(name, value);
    return members;
  }

  /** The same with those whose key is there already. */
  get entries(): readonly (readonly [key: string, value: JsonValue])[] {
    if (this.node.type !== 'object') return [];
    return (this.node.children ?? []).flatMap(({ children }) => {
      const [key, value] = children ?? [];
      if (key === undefined || value === undefined || !this.isRead(value)) return [];
      return [[this.of(key).string ?? '', this.of(value)] as const];
    });
  }

  /** The elements of an array. */
  get elements(): readonly JsonValue[] {
    if (this.node.type !== 'array') return [];
    return (this.node.children ?? [])
      .filter((node) => this.isRead(node))
      .map((node) => this.of(node));
  }

  /** A value that a fault is inside of still has what stands before the fault; a cut string has not. */
  private isRead(node: Node): boolean {
    if (node.offset > this.whole) return false;
    return (
      node.type === 'object' || node.type === 'array' || node.offset + node.length <= this.whole
    );
  }

  private of(node: Node): JsonValue {
    return new JsonValue(this.bytes, this.start, node, this.whole, this.placeOf);
  }
}
