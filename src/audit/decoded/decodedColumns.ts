import * as l10n from '@vscode/l10n';

/** What can be shown of an event by itself. */
export const eventColumns = [
  'time',
  'outcome',
  'opcode',
  'subject',
  'response',
  'meaning',
  'hsm',
  'sequence',
  'reboot',
  'session',
  'category',
] as const;

export type EventColumn = (typeof eventColumns)[number];

/** A column of a decoded view. `copies` is there in merged views only: it takes more than one log. */
export type DecodedColumn = EventColumn | 'copies';

/**
 * The columns that are shown where nobody chose others. Who did what when and how it ended stand
 * first, so that a window of usual width shows them beside a sidebar.
 */
export const defaultColumns: readonly EventColumn[] = [
  'time',
  'outcome',
  'opcode',
  'subject',
  'response',
  'meaning',
  'hsm',
  'sequence',
];

/** Cells are padded up to these widths; a longer one pushes the rest of its own line to the right. */
export const widest: Readonly<Record<DecodedColumn, number>> = {
  time: 27,
  outcome: 12,
  opcode: 30,
  subject: 42,
  response: 26,
  meaning: 33,
  hsm: 40,
  sequence: 18,
  reboot: 10,
  session: 18,
  category: 14,
  copies: 34,
};

/** The header of a column. */
export function columnTitle(column: DecodedColumn): string {
  switch (column) {
    case 'time':
      return l10n.t('Time (UTC)');
    case 'outcome':
      return l10n.t('Outcome');
    case 'opcode':
      return l10n.t('Opcode');
    case 'subject':
      return l10n.t('User or key');
    case 'response':
      return l10n.t('Response');
    case 'meaning':
      return l10n.t('Meaning');
    case 'hsm':
      return l10n.t('HSM');
    case 'sequence':
      return l10n.t('Sequence');
    case 'reboot':
      return l10n.t('Reboot');
    case 'session':
      return l10n.t('Session');
    case 'category':
      return l10n.t('Category');
    case 'copies':
      return l10n.t('Same action (inferred)');
  }
}

/**
 * The columns that a setting names, each once and in its order; the default ones where it names none
 * that exists.
 *
 * @param setting whatever a settings file holds
 */
export function chosenColumns(setting: unknown): readonly EventColumn[] {
  const named = Array.isArray(setting) ? setting : [];
  const known = eventColumns.filter((column) => named.includes(column));
  known.sort((one, other) => named.indexOf(one) - named.indexOf(other));
  return known.length > 0 ? known : defaultColumns;
}

/** The columns of a merged view: the HSM at the front, and what is the same action behind the rest. */
export function mergedColumns(columns: readonly EventColumn[]): readonly DecodedColumn[] {
  const [first, ...others] = columns.filter((column) => column !== 'hsm');
  return [...(first === undefined ? [] : [first]), 'hsm', ...withCopies(others)];
}

/** Behind who did it, so that a window of usual width shows that; else behind the opcode, or at the end. */
function withCopies(columns: readonly EventColumn[]): readonly DecodedColumn[] {
  const at = columns.indexOf('subject') + 1 || columns.indexOf('opcode') + 1 || columns.length;
  return [...columns.slice(0, at), 'copies', ...columns.slice(at)];
}
