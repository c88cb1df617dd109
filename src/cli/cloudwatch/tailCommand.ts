import * as l10n from '@vscode/l10n';
import { printable } from '../../audit/printable';
import { type Clock, systemClock } from '../../sources/clock';
import { type StreamEvent } from '../../sources/fetch/eventMerge';
import { follow } from '../../sources/fetch/follow';
import { HumanError } from '../../sources/humanError';
import type { StreamName } from '../../sources/logSource';
import type { Command } from '../command';
import { exitCodes } from '../exitCodes';
import type { Io } from '../io';
import { type AskedEvents, askedEvents, eventOptions, untilInterrupted } from './askedEvents';
import { connectionHelp, groupMistake } from './connectionOptions';
import { formatHelp } from './eventPrinter';
import { timeMistake } from './timeOption';

/** How far back it begins, in ms. */
const defaultBack = 600_000;
/** How often new streams are looked for, in ms. */
const listEvery = 60_000;

/** Prints the events of a cluster as they come. */
export const tail: Command = {
  name: 'tail',
  options: eventOptions,
  summary: () => l10n.t('print the events of a cluster as they come'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs tail [OPTION…] GROUP\n\nPrints the events of a log group as they come, until it is interrupted. GROUP is a log group or the\nid of a cluster. The log is asked every two seconds; what comes late is printed when it comes.\n\n  --stream NAME    only this stream; may be given several times (default: all, also new ones)\n  --since TIME     from this time on: 2h, 2026-03-12T03:12:07Z (default: 10m)\n{0}{1}\nexit code: 0 it was interrupted; 1 the log cannot be read any more; 2 the command line is wrong.\n',
      formatHelp(),
      connectionHelp(),
    ),
  mistake: (words) => groupMistake(words) ?? timeMistake(words),
  run: (words, io) =>
    untilInterrupted(io, async (stopping) => {
      const now = systemClock.now();
      const asked = await askedEvents(words, io, now, now - defaultBack);
      await new Tail(asked, io, systemClock, stopping).run();
      return exitCodes.done;
    }),
};

/** Follows the streams of a log group together. */
class Tail {
  private readonly followed = new Map<string, Promise<void>>();
  /** One page is printed after another. */
  private printing: Promise<void> = Promise.resolve();
  private failure: Error | undefined;

  constructor(
    private readonly asked: AskedEvents,
    private readonly io: Io,
    private readonly clock: Clock,
    private readonly stopping: AbortController,
  ) {}

  async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      for (const stream of await this.streams()) {
        if (this.followed.has(stream.name)) continue;
        this.followed.set(stream.name, this.followStream(stream));
      }
      if (this.asked.isNamed) break;
      await this.clock.sleep(listEvery, signal).catch(() => undefined); // an abort ends the loop
    }
    await Promise.all(this.followed.values());
    await this.printing;
    if (this.failure !== undefined) throw this.failure;
  }

  /** Those that are there now. When the list fails in mid-tail, the known ones go on. */
  private async streams(): Promise<readonly StreamName[]> {
    try {
      return await this.asked.streams();
    } catch (error) {
      const passes = error instanceof HumanError && error.nature === 'passing';
      if (passes && this.followed.size > 0) return [];
      throw error;
    }
  }

  private async followStream(stream: StreamName): Promise<void> {
    const { clock } = this;
    const { source, range } = this.asked;
    const since = range.from;
    const { signal } = this.stopping;
    const onTrouble = (error: HumanError | undefined): void => {
      if (error === undefined) this.say(l10n.t('{0} can be read again.', stream.name));
      else this.say(l10n.t('{0} Trying again.', error.message));
    };
    try {
      for await (const events of follow({ source, stream, since, clock, signal, onTrouble })) {
        await this.print(events.map((event) => ({ stream, event })));
      }
    } catch (error) {
      this.failure ??= error instanceof Error ? error : new Error(String(error));
      this.stopping.abort();
    }
  }

  private print(events: readonly StreamEvent[]): Promise<void> {
    const printed = this.printing.then(() => this.asked.printer.print(events));
    this.printing = printed.catch(() => undefined); // whoever asked hears of it
    return printed;
  }

  private say(sentence: string): void {
    this.io.complain(`cloudhsm-logs: ${printable(sentence, 2048)}\n`);
  }
}
