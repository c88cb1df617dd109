import * as l10n from '@vscode/l10n';
import { duration } from '../time/moments';
import { printable } from '../text/printable';

/** What each finding about the order of events may and may not mean, in one or two sentences. */

function hex(number: bigint): string {
  return `0x${number.toString(16)}`;
}

export function gap(missing: bigint, before: bigint, after: bigint): string {
  const numbers = [hex(before), hex(after)] as const;
  return missing === 1n
    ? l10n.t(
        '1 event between {0} and {1} is not here. A filter, a query or a time range leaves such gaps by design; in a complete export it means that an event was lost or removed.',
        ...numbers,
      )
    : l10n.t(
        '{2} events between {0} and {1} are not here. A filter, a query or a time range leaves such gaps by design; in a complete export it means that events were lost or removed.',
        ...numbers,
        missing.toString(),
      );
}

export function lateStart(sequence: bigint, missing: bigint): string {
  return l10n.t(
    'The first event here is {0}, so that {1} earlier ones of this start of the HSM are not. That is normal for a part of a stream; in a complete export the beginning was lost or removed.',
    hex(sequence),
    missing.toString(),
  );
}

export function knownPart(sequence: bigint): string {
  return l10n.t(
    'This is a part of a stream: it begins at {0}, and what came before is not checked.',
    hex(sequence),
  );
}

export function looksFiltered(missing: bigint, gaps: number): string {
  return l10n.t(
    '{0} events are missing in {1} places. So many gaps are what a filter, a query or a time range leaves; completeness can be checked in an unfiltered export only.',
    missing.toString(),
    gaps,
  );
}

export function knownFiltered(missing: bigint, gaps: number): string {
  return l10n.t(
    'This log is filtered: {0} events are left out (gaps: {1}), and completeness is not checked.',
    missing.toString(),
    gaps,
  );
}

export function repeated(count: number): string {
  return count === 1
    ? l10n.t(
        'The same event is here before, word for word. Exports that overlap do that; an HSM never gives a number twice.',
      )
    : l10n.t(
        'This event and the {0} after it are here before, word for word. Exports that overlap do that; an HSM never gives a number twice.',
        count - 1,
      );
}

export function conflict(sequence: bigint, other: string | undefined): string {
  return l10n.t(
    'Another event ({0}) has this number, {1}, and says something else. Either the events are of two HSMs, or one of them was changed.',
    other === undefined ? l10n.t('without an opcode') : printable(other, 60),
    hex(sequence),
  );
}

export function mixed(count: number): string {
  return l10n.t(
    '{0} numbers belong to two different events each. That is what the logs of several HSMs in one text look like: check each log stream by itself. Order and completeness are not checked here.',
    count,
  );
}

export function newestFirst(): string {
  return l10n.t(
    'The newest event comes first here. It is an order that consoles and tools choose; everything is checked all the same.',
  );
}

export function decrease(sequence: bigint, before: bigint): string {
  return l10n.t(
    'Event {0} stands behind {1}. Exports do not promise an order and merged pages lose it; by itself it is no sign of a change.',
    hex(sequence),
    hex(before),
  );
}

export function unordered(count: number): string {
  return l10n.t(
    'The events are not in the order of their numbers ({0} places). Exports do not promise an order; everything is checked by number all the same.',
    count,
  );
}

export function backwards(usecs: number): string {
  return l10n.t(
    'This event is {0} earlier than the one numbered before it. The clock of the HSM was set back, or one of the two times was changed.',
    duration(BigInt(Math.round(usecs))),
  );
}

export function oftenBackwards(count: number): string {
  return l10n.t(
    '{0} events are earlier than the one numbered before them. So many are no change of single events: the log was merged or renumbered, or the clock was set often.',
    count,
  );
}

export function rebootChange(from: bigint, to: bigint): string {
  return l10n.t(
    'The HSM restarted: its reboot counter goes from {0} to {1}, and its numbers begin again at 0x0. That events were lost at the end of the earlier start cannot be seen.',
    hex(from),
    hex(to),
  );
}

export function rebootDecrease(from: bigint, to: bigint): string {
  return l10n.t(
    'Events of reboot counter {1} are earlier than events of {0}, but the counter of an HSM never goes down. Either they are of several HSMs, or a time or a counter was changed.',
    hex(from),
    hex(to),
  );
}
