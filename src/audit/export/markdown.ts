import * as l10n from '@vscode/l10n';
import type { LogEvent } from '../event/auditEvent';
import { decodedCell } from '../decoded/decodedCell';
import { defaultColumns } from '../decoded/decodedColumns';
import { printable } from '../text/printable';

/** An event on one line, without a line end: the cells of the decoded view, two blanks apart. */
export function oneLine(event: LogEvent, stream: string | undefined): string {
  return defaultColumns.map((column) => decodedCell(event, column, stream)).join('  ');
}

/**
 * An event as a Markdown table of its fields, as printed. Every mark of Markdown and HTML in the log is
 * escaped.
 */
export function markdownText(event: LogEvent, stream: string | undefined): string {
  const meaning = decodedCell(event, 'meaning', stream);
  const time = decodedCell(event, 'time', stream);
  const rows: (readonly [string, string])[] = [
    ...(stream === undefined ? [] : [[l10n.t('Log stream'), stream] as const]),
    ...event.fields.map(({ label, value }) => [label, value] as const),
  ];
  return [
    `**${escaped(meaning)}**, ${escaped(time)}`,
    '',
    `| ${l10n.t('Field')} | ${l10n.t('Value')} |`,
    '| --- | --- |',
    ...rows.map(([label, value]) => `| ${escaped(label)} | ${escaped(value)} |`),
    '',
  ].join('\n');
}

/** Plain text as Markdown. An address would become a link by itself: `.` and `:` are escaped too. */
export function escaped(text: string): string {
  return printable(text, 1024).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
