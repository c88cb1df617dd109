/** A command of a query: what stands between two pipes. */
export interface QueryCommand {
  /** Its first word in lower case: `filter`. Empty where it does not begin with one. */
  readonly word: string;
  /** With the word; without blanks and comments around it. */
  readonly text: string;
  /** Where it begins in the query, in characters. */
  readonly at: number;
}

/**
 * The commands of a query, which pipes part. A pipe in a text, in a name between backticks, in a regular
 * expression or in a comment parts nothing. Source: CloudWatch Logs User Guide, query syntax.
 */
export function queryCommands(query: string): readonly QueryCommand[] {
  const commands: QueryCommand[] = [];
  let said: { readonly at: number; end: number } | undefined;
  const finish = (): void => {
    if (said === undefined) return;
    const text = query.slice(said.at, said.end);
    commands.push({ word: /^\w+/.exec(text)?.[0].toLowerCase() ?? '', text, at: said.at });
    said = undefined;
  };
  for (const { kind, at, end } of pieces(query)) {
    if (kind === 'pipe') finish();
    else if (kind !== 'other') continue;
    else if (said === undefined) said = { at, end };
    else said.end = end;
  }
  finish();
  return commands;
}

interface Piece {
  readonly kind: 'pipe' | 'comment' | 'blank' | 'other';
  readonly at: number;
  readonly end: number;
}

/** A text, a name between backticks, a comment, a word, blanks, or a single mark. */
const pieceAt = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|`[^`]*`|#[^\n]*|[\w@.]+|\s+|=~|[^]/y;
/** A regular expression, up to the next slash that no backslash stands before. */
const expressionAt = /\/(?:[^/\\\n]|\\.)+\//y;

/** The query cut into pieces; each character is in one. */
function* pieces(query: string): Generator<Piece> {
  /** The last two pieces that say something, in lower case. */
  let [last, beforeLast] = ['', ''];
  for (let at = 0; at < query.length;) {
    // Elsewhere a slash divides.
    const isExpression = last === 'like' || last === '=~' || beforeLast === 'parse';
    const text = (isExpression && matchAt(expressionAt, query, at)) || matchAt(pieceAt, query, at);
    const end = at + Math.max(1, text.length);
    const kind = kindOf(text);
    yield { kind, at, end };
    if (kind === 'other' || kind === 'pipe') [last, beforeLast] = [text.toLowerCase(), last];
    at = end;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function kindOf(text: string): Piece['kind'] {
  if (text === '|') return 'pipe';
  if (text.startsWith('#')) return 'comment';
  return /^\s/.test(text) ? 'blank' : 'other';
}
