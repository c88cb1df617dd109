import * as l10n from '@vscode/l10n';
import { HumanError } from '../humanError';
import type { TimeRange } from '../timeRange';
import { QueryMistake } from './insightsSource';
import { type QueryCommand, queryCommands } from './queryCommands';

/** Commands that look at each event on its own. */
const eventCommands: ReadonlySet<string> = new Set(['fields', 'display', 'parse', 'filter']);
/** Commands that put events together, before which the events may be sorted out by time all the same. */
const togetherCommands: ReadonlySet<string> = new Set(['stats', 'sort', 'limit', 'dedup']);

/** A query, asked for a part of its range. */
export class PartQuery {
  private readonly commands: readonly QueryCommand[];

  /** @throws HumanError where there is no command in the text */
  constructor(private readonly text: string) {
    this.commands = queryCommands(text);
    if (this.commands.length === 0) {
      throw new HumanError(
        l10n.t('The query is empty. Write a command into it, such as: fields @timestamp, @message'),
      );
    }
  }

  /** Whether the rows of parts of the range, one after the other, are the rows of the range. */
  get canBeCut(): boolean {
    return this.commands.every(
      ({ word, text }) => eventCommands.has(word) || (word === 'sort' && timeOrder.test(text)),
    );
  }

  /** Whether the text itself says how many rows it wants. */
  get hasLimit(): boolean {
    return this.commands.some(({ word }) => word === 'limit');
  }

  /** Whether rows come oldest first. Without a `sort` the service gives the newest first. */
  get isOldestFirst(): boolean {
    const sort = this.commands.findLast(({ word }) => word === 'sort');
    return sort !== undefined && !/\bdesc$/i.test(sort.text);
  }

  /**
   * The text for a part. The service takes whole seconds and both ends belong to its range, so that the
   * text itself says which milliseconds are meant: nothing is on both sides of a cut.
   */
  textFor({ from, to }: TimeRange): string {
    const at = this.filterPlace;
    if (at === undefined) return this.text;
    return `${this.text.slice(0, at)}${rangeFilter(from, to)}${this.text.slice(at)}`;
  }

  /** A mistake in a part's text, with its place in the text of the query. */
  inQuery(mistake: QueryMistake, { from, to }: TimeRange): QueryMistake {
    const at = this.filterPlace;
    if (at === undefined || mistake.place === undefined) return mistake;
    const { length } = rangeFilter(from, to);
    const moved = (place: number): number => (place < at ? place : Math.max(at, place - length));
    const place = { from: moved(mistake.place.from), to: moved(mistake.place.to) };
    return new QueryMistake(mistake.message, place, { cause: mistake.cause });
  }

  /** Undefined for a query with commands that look beyond its range or choose its log groups. */
  private get filterPlace(): number | undefined {
    const known = this.commands.every(
      ({ word }) => eventCommands.has(word) || togetherCommands.has(word),
    );
    return known ? this.commands[0]?.at : undefined;
  }
}

const timeOrder = /^sort\s+@timestamp(?:\s+(?:asc|desc))?$/i;

function rangeFilter(from: number, to: number): string {
  return `filter toMillis(@timestamp) >= ${from} and toMillis(@timestamp) < ${to} | `;
}
