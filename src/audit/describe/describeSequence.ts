import * as l10n from '@vscode/l10n';
import type { NumberField } from '../event/auditEvent';
import type { AuditLog } from '../table/auditLog';
import { sequenceGap } from '../subjects/relations';
import type { Description } from './description';

/** The event's ordinal, and what is missing before it in this log. */
export function describeSequence(
  field: NumberField,
  log: AuditLog,
  row: number,
): Omit<Description, 'title' | 'link'> {
  if (field.number === undefined) return { sentences: [], facts: [] };
  const facts: [string, string][] = [
    [l10n.t('Ordinal'), l10n.t('event {0} since the HSM started', (field.number + 1n).toString())],
  ];
  const gap = sequenceGap(log, row);
  if (gap === undefined) return { sentences: [], facts };
  if (gap.previous === undefined) {
    return {
      sentences: [
        l10n.t('Gap: {0} missing here before this one, from 0x0 on.', countWords(gap.missing)),
      ],
      facts,
    };
  }
  const previous = log.table.sequence(gap.previous) ?? 0n;
  facts.push([
    l10n.t('Previous here'),
    l10n.t('0x{0} on line {1}', previous.toString(16), log.table.line(gap.previous) + 1),
  ]);
  return {
    sentences: [
      l10n.t(
        'Gap: {0} missing here between 0x{1} and this one. A filtered or partly loaded log has gaps by nature.',
        countWords(gap.missing),
        previous.toString(16),
      ),
    ],
    facts,
  };
}

function countWords(count: bigint): string {
  return count === 1n ? l10n.t('1 event') : l10n.t('{0} events', count.toString());
}
