import type { Damage } from './container';

/** What the cutter finds in a JSON text, as offsets into the text it was given. */
export type JsonPiece =
  /** A value that may hold events: an object, or an array inside another one. */
  | { readonly kind: 'value'; readonly start: number; readonly end: number }
  /** What is no JSON, from the beginning of the value that it is in. */
  | {
      readonly kind: 'damage';
      readonly start: number;
      readonly end: number;
      readonly damage: Damage;
    }
  /** Text behind damage up to the next record. */
  | { readonly kind: 'lost'; readonly start: number; readonly end: number };

/** The members of an answer whose elements are given one by one: pages of events may be joined to gigabytes. */
const streamed = /"(?:events|results)"\s*:\s*\[/y;
const streamedCut = /"(?:events|results)"\s*(?::\s*)?$/y;

/** What a log event, or a record of them, begins with: where to go on behind damage. */
const recordStart =
  /\{\s*"(?:timestamp|message|ingestionTime|eventId|id|logStreamName|messageType|owner|logGroup|awslogs|object_handle|op_code|v|sequence_number|@timestamp|@message|events)"\s*:/g;

/** Arrays and objects inside each other, deeper than any log has them, would overflow a parser's stack. */
const deepest = 64;

/**
 * Cuts a JSON text, as it arrives, into the values that may hold events. Values stand back to back, on
 * lines, in a list, or in the list of an answer; what stands around them is passed over.
 */
export class JsonCutter {
  /** What is open around the next value. */
  private readonly around: ('list' | 'answer')[] = [];
  /** Whether a colon stands before what is next in an answer. */
  private behindColon = false;
  /** Behind damage the brackets no longer add up. */
  private damaged = false;
  /** Whether the text from here on is to be searched for the next record. */
  private lost = false;

  /** Whether a list or an answer has not ended, as far as brackets still add up. */
  get isOpen(): boolean {
    return this.around.length > 0 && !this.damaged;
  }

  /**
   * @param text begins where the last call ended
   * @param ended whether nothing follows the text
   * @param give gets each piece
   * @returns where what was not understood yet begins: it is to be given again with more behind it
   */
  cut(text: string, ended: boolean, give: (piece: JsonPiece) => void): number {
    let at = 0;
    for (;;) {
      if (this.lost) {
        recordStart.lastIndex = at;
        const found = recordStart.exec(text);
        const next = found?.index ?? (ended ? text.length : mayBeCut(text, at));
        if (next > at) give({ kind: 'lost', start: at, end: next });
        if (found === null) return next;
        this.lost = false;
        at = next;
      }
      at = skipSpace(text, at);
      if (at >= text.length) return at;
      const next = this.step(text, at, ended, give);
      if (next === undefined) return at;
      at = next;
    }
  }

  /** @returns where to go on; undefined where the text is too short to tell */
  private step(
    text: string,
    at: number,
    ended: boolean,
    give: (piece: JsonPiece) => void,
  ): number | undefined {
    const around = this.around.at(-1);
    const code = text[at];
    if (code === ',' && (around !== undefined || this.damaged)) return at + 1;
    if (code === ']' || code === '}') {
      const opened = code === ']' ? 'list' : 'answer';
      if (around === opened) {
        this.around.pop();
        return at + 1;
      }
      if (this.damaged) return at + 1;
    }
    if (around === 'answer') return this.stepInAnswer(text, at, ended, give);
    if (code === '[' && (around === undefined || this.damaged)) {
      this.around.push('list');
      return at + 1;
    }
    return this.value(text, at, ended, give, code === '{');
  }

  /** The keys and values of an answer beside its events. */
  private stepInAnswer(
    text: string,
    at: number,
    ended: boolean,
    give: (piece: JsonPiece) => void,
  ): number | undefined {
    if (text[at] === ':') {
      this.behindColon = true;
      return at + 1;
    }
    const isValue = this.behindColon;
    if (!isValue && (text[at] === '{' || text[at] === '[')) {
      // Its end was lost: here begins another one.
      this.around.pop();
      give({ kind: 'damage', start: at, end: at, damage: 'json' });
      return at;
    }
    if (!isValue && text[at] === '"') {
      const list = this.streamedAt(text, at, ended);
      if (list !== 'none') return list;
    }
    const end = valueEnd(text, at, ended, () => undefined);
    if (end === undefined && !ended) return undefined;
    this.behindColon = false;
    if (typeof end === 'number') return end;
    if (end === undefined) return this.fault(at, text.length, 'cut', give);
    return this.fault(at, end.at, end.damage, give);
  }

  private value(
    text: string,
    at: number,
    ended: boolean,
    give: (piece: JsonPiece) => void,
    isObject: boolean,
  ): number | undefined {
    /** Where the list of an answer's events begins, once its key has been found. */
    const list: { at: number | undefined | 'none' } = { at: 'none' };
    const end = valueEnd(text, at, ended, (key) => {
      if (!isObject) return undefined;
      list.at = this.streamedAt(text, key, ended);
      return list.at === 'none' ? undefined : key;
    });
    if (list.at !== 'none') return list.at;
    if (typeof end === 'number') {
      give({ kind: 'value', start: at, end });
      return end;
    }
    if (end === undefined) return ended ? this.fault(at, text.length, 'cut', give) : undefined;
    return this.fault(at, end.at, end.damage, give);
  }

  /** Opens the list of events whose key stands there, and gives the place behind its bracket. */
  private streamedAt(text: string, at: number, ended: boolean): number | undefined | 'none' {
    streamed.lastIndex = streamedCut.lastIndex = at;
    if (streamed.test(text)) {
      if (this.around.at(-1) !== 'answer') this.around.push('answer');
      this.around.push('list');
      return streamed.lastIndex;
    }
    return !ended && streamedCut.test(text) ? undefined : 'none';
  }

  private fault(
    start: number,
    end: number,
    damage: Damage,
    give: (piece: JsonPiece) => void,
  ): number {
    give({ kind: 'damage', start, end, damage });
    this.damaged = this.lost = true;
    return Math.max(end, start + 1);
  }
}

/** Where a record may begin whose first key is not there yet. */
function mayBeCut(text: string, at: number): number {
  const last = text.lastIndexOf('{');
  return last >= at && text.length - last < 256 ? last : text.length;
}

interface Fault {
  readonly at: number;
  readonly damage: Damage;
}

function skipSpace(text: string, at: number): number {
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return at;
}

const literal = /[-+.\w]+/y;
const validLiteral = /^(?:true|false|null|-?\d[-+.\deE]*)$/;

/**
 * Where the value that begins at `start` ends; undefined where the text ends before it.
 *
 * @param key called with the place of every string directly in the value; ends the search when it gives a place
 */
function valueEnd(
  text: string,
  start: number,
  ended: boolean,
  key: (at: number) => number | undefined,
): number | Fault | undefined {
  const open: string[] = [];
  for (let at = start; ;) {
    at = skipSpace(text, at);
    const code = text[at];
    if (code === undefined) return undefined;
    if (code === '"') {
      if (open.length === 1 && key(at) !== undefined) return at;
      const end = stringEnd(text, at);
      if (typeof end !== 'number') return end;
      at = end;
    } else if (code === '{' || code === '[') {
      if (open.length === deepest) return { at, damage: 'deep' };
      open.push(code === '{' ? '}' : ']');
      at++;
    } else if (code === '}' || code === ']') {
      if (open.pop() !== code) return { at, damage: 'json' };
      at++;
    } else if ((code === ',' || code === ':') && open.length > 0) {
      at++;
    } else {
      literal.lastIndex = at;
      if (!literal.test(text)) return { at, damage: 'json' };
      const end = literal.lastIndex;
      if (end === text.length && !ended) return undefined;
      // Inside of an object it is one member that cannot be read.
      if (open.length === 0 && !validLiteral.test(text.slice(at, end))) {
        return { at: end, damage: 'json' };
      }
      at = end;
    }
    if (open.length === 0) return at;
  }
}

/** Where the string that begins at `start` ends; undefined where the text ends before it. */
function stringEnd(text: string, start: number): number | Fault | undefined {
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    // JSON has no line end in a string: the string was cut, or its quote was lost.
    const newLine = text.slice(from, quote < 0 ? text.length : quote).indexOf('\n');
    if (newLine >= 0) return { at: from + newLine, damage: 'json' };
    if (quote < 0) return undefined;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}
