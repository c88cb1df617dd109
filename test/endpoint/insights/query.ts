import { type Command, commandReaders, inOrder, type Rows } from './command';
import { malformedQuery, uncompilableQuery } from './malformedQuery';
import type { Row } from './row';
import { Scanner, type Token } from './scanner';
import { textOf } from './value';

/** A row of a result: fields that it has, in the order of the query. */
export interface ResultRow {
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly pointer: string | undefined;
}

export interface QueryResult {
  readonly rows: readonly ResultRow[];
  /** Events that the filters let through. */
  readonly matched: number;
}

/** Behind these only `limit` may stand. Source: CloudWatch Logs User Guide, dedup. */
const lastButLimit = 'dedup';
const mostStats = 2;

/** A query that has been understood. */
export class Query {
  private constructor(private readonly commands: readonly Command[]) {}

  /** @throws `MalformedQueryException` */
  static read(text: string): Query {
    const scanner = new Scanner(text);
    const commands: Command[] = [];
    do commands.push(readCommand(scanner, commands));
    while (scanner.mark('|'));
    const token = scanner.peek();
    if (token.kind !== 'end') throw malformedQuery(text, token.at, token.end);
    return new Query(commands);
  }

  /** How many rows the text asks for; undefined where it does not say. */
  get limit(): number | undefined {
    return this.commands.findLast(({ limit }) => limit !== undefined)?.limit;
  }

  /** @param events of the range, in any order */
  run(events: readonly Row[]): QueryResult {
    let rows: Rows = { rows: events, shown: [], grouped: false, sorted: false };
    let matched = events.length;
    for (const { name, run } of this.commands) {
      rows = run(rows);
      if (name === 'filter' && !rows.grouped) matched = rows.rows.length;
    }
    const shown = rows.shown.length > 0 ? rows.shown : ['@timestamp', '@message'];
    return {
      matched,
      rows: inOrder(rows).map((row) => ({
        fields: shown.flatMap((name) => {
          const value = textOf(row.get(name));
          return value === undefined ? [] : [[name, value] as const];
        }),
        pointer: row.pointer,
      })),
    };
  }
}

function readCommand(scanner: Scanner, before: readonly Command[]): Command {
  const token = scanner.next();
  const name = token.value.toLowerCase();
  const reader = token.kind === 'word' ? commandReaders.get(name) : undefined;
  if (reader === undefined || !mayFollow(name, before)) throw scanner.unexpected(token);
  const command = { name, ...reader(scanner) };
  checkStats(command, before, token);
  return command;
}

function mayFollow(name: string, before: readonly Command[]): boolean {
  const deduped = before.some((command) => command.name === lastButLimit);
  return !deduped || name === 'limit';
}

function checkStats({ name }: Command, before: readonly Command[], { at, end }: Token): void {
  const stats = before.filter((command) => command.name === 'stats').length;
  if (name === 'stats' && stats >= mostStats) {
    throw uncompilableQuery('A query can have two stats commands.', at, end);
  }
}
