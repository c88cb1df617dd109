import * as l10n from '@vscode/l10n';
import type { LogEvent, Span } from '../event/auditEvent';
import { decodedCell } from '../decoded/decodedCell';
import { defaultColumns } from '../decoded/decodedColumns';
import { printable } from '../text/printable';

/** An event on one line, without a line end: the cells of the decoded view, two blanks apart. */
export function oneLine(event: LogEvent, stream: string | undefined): string {
  return defaultColumns.map((column) => decodedCell(event, column, stream)).join('  ');
}

/**
 * An event as a Markdown table of its lines, as printed. Every mark of Markdown and HTML in the log is
 * escaped.
 *
 * @param text the one that the event's spans count in
 */
export function markdownText(event: LogEvent, text: string, stream: string | undefined): string {
  const meaning = decodedCell(event, 'meaning', stream);
  const time = decodedCell(event, 'time', stream);
  const rows: (readonly [string, string])[] = [
    ...(stream === undefined ? [] : [[l10n.t('Log stream'), stream] as const]),
    ...event.fields.map(({ label, value }) => [label, value] as const),
    ...unlabelled(event).map(({ offset, length }) => {
      return [l10n.t('Without a label'), text.slice(offset, offset + length).trim()] as const;
    }),
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

function unlabelled(event: LogEvent): readonly Span[] {
  return event.kind === 'audit' ? event.unparsed : [];
}

/** Plain text as Markdown. An address would become a link by itself: `.` and `:` are escaped too. */
export function escaped(text: string): string {
  return printable(text, 1024).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
