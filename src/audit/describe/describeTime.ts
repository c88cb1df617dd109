import * as l10n from '@vscode/l10n';
import type { TimeField } from '../event/auditEvent';
import { duration, isoMicroseconds, localTime, relativeTime, type Reader } from '../time/moments';
import type { Description } from './description';

/** UTC, the reader's clock, how long ago, and a warning where the two parts disagree. */
export function describeTime(
  field: TimeField,
  reader: Reader,
): Omit<Description, 'title' | 'link'> {
  const { usecs, textUsecs } = field;
  const moment = usecs ?? textUsecs;
  if (moment === undefined)
    return { sentences: [l10n.t('This is no time that can be read.')], facts: [] };
  const sentences: string[] = [];
  if (usecs !== undefined && textUsecs !== undefined && usecs !== textUsecs) {
    sentences.push(
      l10n.t(
        'Warning: the text and usecs disagree by {0}: the text says {1}. usecs is taken as the time.',
        duration(usecs - textUsecs),
        isoMicroseconds(textUsecs) ?? field.text,
      ),
    );
  } else if (usecs !== undefined && textUsecs === undefined) {
    sentences.push(l10n.t('The text is no date; usecs is taken as the time.'));
  }
  return { sentences, facts: momentFacts(moment, reader) };
}

/** @param usecs Unix µs */
export function momentFacts(usecs: bigint, reader: Reader): Description['facts'] {
  const iso = isoMicroseconds(usecs);
  const local = localTime(usecs, reader);
  if (iso === undefined || local === undefined) {
    return [[l10n.t('Unix µs'), usecs.toString()]];
  }
  return [
    [l10n.t('UTC'), iso],
    [l10n.t('Local'), local],
    [l10n.t('Relative'), relativeTime(usecs, reader)],
  ];
}
