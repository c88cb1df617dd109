import * as l10n from '@vscode/l10n';
import { HumanError } from '../../sources/humanError';
import type { Cluster, LogSource, StreamName } from '../../sources/logSource';
import type { TimeRange } from '../../sources/timeRange';
import { type CommandWords, type Option, stringValue } from '../command';
import { exitCodes } from '../exitCodes';
import type { Io } from '../io';
import { askedStreams, namedStreams } from './askedStreams';
import { clusterOf, complain, connectionOptions, sourceOf } from './connectionOptions';
import { EventPrinter, formatOption } from './eventPrinter';
import { timeRangeOf } from './timeOption';

/** The options that say which events are asked for, and how they are printed. */
export const eventOptions: Readonly<Record<string, Option>> = {
  ...connectionOptions,
  stream: { type: 'string', multiple: true },
  since: { type: 'string' },
  format: formatOption,
};

/** What those options and the log group come to. */
export interface AskedEvents {
  readonly source: LogSource;
  readonly cluster: Cluster;
  readonly range: TimeRange;
  readonly printer: EventPrinter;
  /** The streams that are named, so that no others are asked for; none: all. */
  readonly named: readonly string[];
  /** Those that are named, or else those that are there now. */
  streams(signal: AbortSignal): Promise<readonly StreamName[]>;
}

/**
 * Reads what is asked for.
 *
 * @param now Unix ms
 * @param since where it begins when nothing is said, Unix ms; left out: at the start of the log
 * @throws HumanError where the options lead nowhere
 */
export async function askedEvents(
  words: CommandWords,
  io: Io,
  now: number,
  signal: AbortSignal,
  since?: number,
): Promise<AskedEvents> {
  const source = await sourceOf(words, io, signal);
  const cluster = clusterOf(words.words[0] ?? '');
  const range = timeRangeOf(words, now, since);
  return {
    source,
    cluster,
    range,
    printer: new EventPrinter(io, stringValue(words, 'format')),
    named: namedStreams(words),
    streams: (signal) => askedStreams(words, source, cluster, range.from, signal),
  };
}

/**
 * Runs a command until it is done or interrupted, and says what went wrong.
 *
 * @param run gets what an interrupt aborts
 */
export async function untilInterrupted(
  io: Io,
  run: (stopping: AbortController) => Promise<number>,
): Promise<number> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const ends = io.onInterrupt(stop);
  try {
    return await run(stopping);
  } catch (error) {
    const isInterrupted = stopping.signal.aborted && !(error instanceof HumanError);
    complain(
      io,
      isInterrupted
        ? new HumanError(l10n.t('It was interrupted. Nothing was read.'), undefined, {
            cause: error,
          })
        : error,
    );
    return exitCodes.found;
  } finally {
    ends();
    stop();
  }
}
