import * as l10n from '@vscode/l10n';
import { printable } from '../../audit/text/printable';
import { systemClock } from '../../sources/clock';
import { tail as tailEvents, type TailState } from '../../sources/tail/tail';
import type { Command } from '../command';
import { exitCodes } from '../exitCodes';
import type { Io } from '../io';
import { askedEvents, eventOptions, untilInterrupted } from './askedEvents';
import { connectionHelp, groupMistake } from './connectionOptions';
import { formatHelp } from './eventPrinter';
import { timeMistake } from './timeOption';

/** How far back it begins, in ms. */
const defaultBack = 600_000;

/** Prints the events of a cluster as they come. */
export const tail: Command = {
  name: 'tail',
  options: eventOptions,
  summary: () => l10n.t('print the events of a cluster as they come'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs tail [OPTION…] GROUP\n\nPrints the events of a log group as they come, until it is interrupted. GROUP is a log group or the\nid of a cluster. They come by live tail where the\nregion and the endpoint have it, else the log is asked every two seconds; which one is said. After a\nbreak all that came meanwhile is printed. What comes late is printed when it comes; where the log is\nasked, up to a minute late.\n\n  --stream NAME    only this stream; may be given several times (default: all, also new ones)\n  --since TIME     from this time on: 2h, 2026-03-12T03:12:07Z (default: 10m)\n{0}{1}\nexit code: 0 it was interrupted; 1 the log cannot be read any more; 2 the command line is wrong.\n',
      formatHelp(),
      connectionHelp(),
    ),
  mistake: (words) => groupMistake(words) ?? timeMistake(words),
  run: (words, io) =>
    untilInterrupted(io, async (stopping) => {
      const now = systemClock.now();
      const { cluster, named, printer, range, source } = await askedEvents(
        words,
        io,
        now,
        stopping.signal,
        now - defaultBack,
      );
      const teller = new StateTeller(io);
      const events = tailEvents({
        source,
        cluster,
        ...(named.length > 0 && { streams: named }),
        since: range.from,
        clock: systemClock,
        signal: stopping.signal,
        onState: (state) => teller.tell(state),
      });
      for await (const batch of events) await printer.print(batch);
      return exitCodes.done;
    }),
};

/** Says on the error output how the tail goes, whenever that is another than before. */
class StateTeller {
  private told: TailState | undefined;

  constructor(private readonly io: Io) {}

  tell(state: TailState): void {
    const { told } = this;
    this.told = state;
    const { isSampled, reason, trouble, way } = state;
    if (way !== told?.way) {
      if (way === 'live') this.say(l10n.t('Live tail: events come as CloudWatch gets them.'));
      if (way === 'polling') {
        this.say(l10n.t('The log is asked every two seconds. {0}', reason ?? ''));
      }
    }
    if (trouble !== undefined && trouble !== told?.trouble) {
      this.say(l10n.t('{0} Trying again.', trouble.message));
    }
    if (trouble === undefined && told?.trouble !== undefined) {
      this.say(l10n.t('The log can be read again. What came meanwhile follows.'));
    }
    if (isSampled && told?.isSampled !== true) {
      this.say(
        l10n.t(
          'More than 500 events a second come, of which CloudWatch sends a part live. The others follow within half a minute.',
        ),
      );
    }
  }

  private say(sentence: string): void {
    this.io.complain(`cloudhsm-logs: ${printable(sentence, 2048)}\n`);
  }
}
