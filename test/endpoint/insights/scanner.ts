import { malformedQuery } from './malformedQuery';

/** A piece of a query. Keywords are words; they are read without regard to their case. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'period' | 'mark' | 'end';
  /** Of texts and names what is between their marks. */
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

const blank = /(?:\s+|#[^\n]*)*/y;
const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['period', /\d+[a-zA-Z]+(?!\w)/y],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z_@][\w@.]*/y],
  ['name', /`[^`]*`/y],
  ['text', /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/y],
  ['mark', /<=|>=|!=|=~|[-+*/%^<>=(),[\]|]/y],
];
const expression = /\/((?:[^/\\\n]|\\.)+)\//y;

/** Reads a query piece by piece. What a slash begins only its reader knows: it asks for an expression. */
export class Scanner {
  private place = 0;

  constructor(readonly text: string) {}

  /** The next piece, which stays the next one. */
  peek(): Token {
    const at = this.skipped();
    for (const [kind, pattern] of patterns) {
      const [found] = matchAt(pattern, this.text, at) ?? [];
      if (found === undefined) continue;
      const quoted = kind === 'text' || kind === 'name';
      const value = quoted ? found.slice(1, -1).replace(/\\(["'\\])/g, '$1') : found;
      return { kind, value, at, end: at + found.length };
    }
    if (at < this.text.length) throw malformedQuery(this.text, at, at + 1);
    return { kind: 'end', value: '', at, end: at };
  }

  next(): Token {
    const token = this.peek();
    this.place = token.end;
    return token;
  }

  /** Takes the next piece where it is this mark. */
  mark(value: string): boolean {
    const token = this.peek();
    const found = token.kind === 'mark' && token.value === value;
    if (found) this.place = token.end;
    return found;
  }

  /** Takes the next piece where it is this word. */
  keyword(value: string): boolean {
    const token = this.peek();
    const found = token.kind === 'word' && token.value.toLowerCase() === value;
    if (found) this.place = token.end;
    return found;
  }

  /** Takes a regular expression where one begins: what is between its slashes. */
  expression(): string | undefined {
    const found = matchAt(expression, this.text, this.skipped());
    if (found === null) return undefined;
    this.place = expression.lastIndex;
    return found[1];
  }

  expectMark(value: string): void {
    if (!this.mark(value)) throw this.unexpected();
  }

  /** The name of a field. */
  fieldName(): string {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'name') throw this.unexpected();
    this.place = token.end;
    return token.value;
  }

  /** The error of the next piece. */
  unexpected(token = this.peek()): Error {
    return malformedQuery(this.text, token.at, token.end);
  }

  /** Where the next piece begins, and where the last one ended. */
  get at(): number {
    return this.skipped();
  }

  get lastEnd(): number {
    return this.place;
  }

  private skipped(): number {
    blank.lastIndex = this.place;
    return this.place + (blank.exec(this.text)?.[0].length ?? 0);
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
