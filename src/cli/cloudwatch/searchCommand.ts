import * as l10n from '@vscode/l10n';
import { printable } from '../../audit/text/printable';
import { systemClock } from '../../sources/clock';
import type { StreamEvent } from '../../sources/fetch/eventMerge';
import { rangeWords } from '../../sources/fetch/unreadWords';
import {
  mostFound,
  searchableRange,
  searchLogs,
  type SearchResult,
} from '../../sources/search/logSearch';
import { type Command, type CommandWords, stringValue } from '../command';
import { exitCodes } from '../exitCodes';
import type { Io } from '../io';
import { untilInterrupted } from './askedEvents';
import {
  clusterOf,
  connectionHelp,
  connectionOptions,
  groupMistake,
  sourceOf,
} from './connectionOptions';
import { EventPrinter, formatHelp, formatOption } from './eventPrinter';
import { searchDoubts, searchHelp, searchMistake, searchOptions, searchQuery } from './searchWords';
import { timeMistake, timeRangeOf } from './timeOption';

/** How far back it begins, in ms. */
const defaultBack = 86_400_000;

/** Searches the events of a cluster in CloudWatch, and prints what it finds. */
export const search: Command = {
  name: 'search',
  options: {
    ...connectionOptions,
    ...searchOptions,
    stream: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    format: formatOption,
  },
  summary: () =>
    l10n.t('find events of a cluster in CloudWatch by user, key, opcode, failure, text'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs search [OPTION…] GROUP\n\nPrints the events of a log group that match, ordered by time and sequence number. GROUP is a log\ngroup or the id of a cluster. Of an option that is given several times any may match, of several\noptions each must.\n\n{0}  --stream NAME    only this stream (default: all)\n  --since TIME     from then on: 2h, 3d, 2026-03-12, 2026-03-12T03:12:07Z (default: 1d)\n  --until TIME     up to this time, without it\n{1}{2}\nTimes without an offset are UTC.\n\nexit code: 0 all of the time was searched; 1 not all of it; 2 the command line is wrong.\n',
      searchHelp(),
      formatHelp(),
      connectionHelp(),
    ),
  mistake: (words) => groupMistake(words) ?? searchMistake(words) ?? timeMistake(words),
  run: (words, io) => untilInterrupted(io, ({ signal }) => run(words, io, signal)),
};

async function run(words: CommandWords, io: Io, signal: AbortSignal): Promise<number> {
  const now = systemClock.now();
  const source = await sourceOf(words, io, signal);
  const cluster = clusterOf(words.words[0] ?? '');
  for (const doubt of searchDoubts(words)) io.complain(`cloudhsm-logs: ${doubt}\n`);
  const range = searchableRange(timeRangeOf(words, now, now - defaultBack));
  const result = await searchLogs(
    source,
    {
      cluster,
      stream: stringValue(words, 'stream'),
      query: searchQuery(words),
      range,
    },
    { clock: systemClock, random: () => Math.random(), signal },
  );
  const printer = new EventPrinter(io, stringValue(words, 'format'));
  await printer.print(
    result.events.map(({ stream, ...event }): StreamEvent => ({
      stream: { cluster, name: stream },
      event,
    })),
  );
  printer.end();
  if (printer.count === 0 && result.unread.length === 0) {
    io.complain(
      `cloudhsm-logs: ${l10n.t('Nothing was found from {0}. --since searches further back; case counts in names and texts.', rangeWords(range))}\n`,
    );
  }
  for (const sentence of missing(result))
    io.complain(`cloudhsm-logs: ${printable(sentence, 2048)}\n`);
  return result.unread.length === 0 ? exitCodes.done : exitCodes.found;
}

/** What was not searched, and why. */
function* missing({ unread, failure, isCapped }: SearchResult): Generator<string> {
  if (failure !== undefined) yield failure.message;
  if (isCapped) {
    yield l10n.t(
      'The search stopped at {0} events. Search a shorter time, or for less.',
      mostFound.toLocaleString('en-US'),
    );
  }
  for (const range of unread) yield l10n.t('Not searched: {0}.', rangeWords(range));
}
