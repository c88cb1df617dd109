import * as l10n from '@vscode/l10n';
import { systemClock } from '../../sources/clock';
import { orderedFetch } from '../../sources/fetch/orderedFetch';
import { RangeFetch } from '../../sources/fetch/rangeFetch';
import { unreadWords } from '../../sources/fetch/unreadWords';
import type { Command, CommandWords } from '../command';
import { exitCodes } from '../exitCodes';
import type { Io } from '../io';
import { askedEvents, eventOptions, untilInterrupted } from './askedEvents';
import { connectionHelp, groupMistake } from './connectionOptions';
import { formatHelp } from './eventPrinter';
import { withScratchSpool } from './scratchSpool';
import { timeMistake } from './timeOption';

/** Prints the events of a cluster in CloudWatch. */
export const fetch: Command = {
  name: 'fetch',
  options: { ...eventOptions, until: { type: 'string' } },
  summary: () => l10n.t('print the events of a cluster from CloudWatch, raw or decoded'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs fetch [OPTION…] GROUP\n\nPrints the events of a log group, ordered by time and sequence number. GROUP is a log group or the\nid of a cluster.\n\n  --stream NAME    only this stream; may be given several times (default: all)\n  --since TIME     from then on: 2h, 3d, 2026-03-12, 2026-03-12T03:12:07Z, seconds since 1970\n  --until TIME     up to this time, without it\n{0}{1}\nTimes without an offset are UTC.\n\nexit code: 0 all that was asked for is printed; 1 not all could be read; 2 the command line\nis wrong.\n',
      formatHelp(),
      connectionHelp(),
    ),
  mistake: (words) => groupMistake(words) ?? timeMistake(words),
  run: (words, io) => untilInterrupted(io, ({ signal }) => run(words, io, signal)),
};

async function run(words: CommandWords, io: Io, signal: AbortSignal): Promise<number> {
  const asked = await askedEvents(words, io, systemClock.now(), signal);
  const { source, range, printer } = asked;
  const streams = await asked.streams(signal);
  const unread = await withScratchSpool(systemClock, async (spool) => {
    const into = [];
    for (const stream of streams) into.push({ stream, spool: await spool.open([stream.name]) });
    const fetching = new RangeFetch({
      source,
      streams: into,
      range,
      spool,
      clock: systemClock,
      random: () => Math.random(),
      signal,
    });
    if (into.length === 0) return [];
    for await (const events of orderedFetch(fetching, into, range)) await printer.print(events);
    return fetching.unread;
  });
  printer.end();
  if (printer.count === 0 && unread.length === 0) {
    io.complain(`cloudhsm-logs: ${l10n.t('No events were logged at that time.')}\n`);
  }
  for (const sentence of unreadWords(unread)) io.complain(`cloudhsm-logs: ${sentence}\n`);
  return unread.length === 0 ? exitCodes.done : exitCodes.found;
}
