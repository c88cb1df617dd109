import * as l10n from '@vscode/l10n';
import { duration, isoMicroseconds } from '../../audit/time/moments';
import { printable, quoted } from '../../audit/text/printable';
import { jsonString } from '../../audit/export/jsonText';
import { opcodeByName } from '../../audit/reference/opcodes';
import { shownName } from '../complaints';
import { byFrequency, type Count, type FileSummary, type LogSummary } from './logSummary';

/** A summary for people. */
export function summaryText(summary: LogSummary): string {
  const { events, failures, certificates, withoutTime } = summary;
  const lines = [
    ...table(
      l10n.t('Files'),
      [l10n.t('events'), l10n.t('bytes'), l10n.t('bytes in no event')],
      summary.files.map(({ events, bytes, bytesBetween, ...file }) => ({
        numbers: [events, bytes, bytesBetween],
        name: [shownName(file.file), ...besides(file)].join(' '),
      })),
    ),
    '',
    l10n.t('Events    {0}', number(events)),
    l10n.t('Failures  {0}', number(failures)),
    ...(certificates > 0 ? [l10n.t('Of certificate storage  {0}', number(certificates))] : []),
    ...(withoutTime > 0 ? [l10n.t('Without a time  {0}', number(withoutTime))] : []),
    ...timeLines(summary),
  ];
  const unknown = l10n.t('(not named)');
  const add = (title: string, counts: ReadonlyMap<string | undefined, Count>, name: Name): void => {
    if (counts.size === 0) return;
    const rows = byFrequency(counts).map(([key, { events, failures }]) => ({
      numbers: [events, failures],
      name: key === undefined ? unknown : name(key),
    }));
    lines.push('', ...table(title, [l10n.t('events'), l10n.t('failed')], rows));
  };
  add(l10n.t('Streams'), summary.streams, (stream) => printable(stream));
  add(l10n.t('Opcodes'), summary.opcodes, (opcode) => {
    const meaning = opcodeByName(opcode)?.short;
    return meaning === undefined ? printable(opcode) : `${printable(opcode)}  ${l10n.t(meaning)}`;
  });
  add(l10n.t('Users'), summary.users, (user) => quoted(user));
  add(l10n.t('Responses'), summary.responses, (response) => printable(response));
  return `${lines.join('\n')}\n`;
}

type Name = (key: string) => string;

/** What a file holds besides events, in brackets. */
function besides({
  places,
  skipped,
  isBroken,
}: Pick<FileSummary, 'places' | 'skipped' | 'isBroken'>): readonly string[] {
  return [
    ...(places === 1 ? [l10n.t('(text in 1 place is no event)')] : []),
    ...(places > 1 ? [l10n.t('(text in {0} places is no event)', number(places))] : []),
    ...(skipped > 0 ? [l10n.t('(records without events: {0})', number(skipped))] : []),
    ...(isBroken ? [l10n.t('(not all of it could be read)')] : []),
  ];
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}

function iso(usecs: number): string | undefined {
  return Number.isNaN(usecs) ? undefined : isoMicroseconds(BigInt(usecs));
}

function timeLines({ first, last }: LogSummary): readonly string[] {
  const [from, to] = [iso(first), iso(last)];
  if (from === undefined || to === undefined) return [];
  return [
    l10n.t('First     {0}', from),
    l10n.t('Last      {0}  ({1} later)', to, duration(BigInt(last) - BigInt(first))),
  ];
}

/** Numbers to the right under their heads, then the name. */
function table(
  title: string,
  heads: readonly string[],
  rows: readonly { readonly numbers: readonly number[]; readonly name: string }[],
): readonly string[] {
  const cells = rows.map(({ numbers }) => numbers.map(number));
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[], name: string): string =>
    `${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}  ${name}`;
  return [line(heads, title), ...rows.map(({ name }, index) => line(cells[index] ?? [], name))];
}

/** A summary for programs: one JSON object on one line. Counts are of events. */
export function summaryJson(summary: LogSummary): string {
  const counts = (map: ReadonlyMap<string | undefined, Count>): string =>
    `[${byFrequency(map)
      .map(
        ([name, { events, failures }]) =>
          `{"name":${name === undefined ? 'null' : jsonString(name)},"events":${events},"failures":${failures}}`,
      )
      .join()}]`;
  const files = summary.files
    .map(
      ({ file, bytes, bytesBetween, places, skipped, events, isBroken }) =>
        `{"file":${jsonString(file)},"events":${events},"bytes":${bytes},"bytesInNoEvent":${bytesBetween},"placesInNoEvent":${places},"recordsWithoutEvents":${skipped},"complete":${!isBroken}}`,
    )
    .join();
  const time = (usecs: number): string => {
    const text = iso(usecs);
    return text === undefined ? 'null' : jsonString(text);
  };
  const { events, failures, certificates, withoutTime, first, last } = summary;
  return `{"v":1,"events":${events},"failures":${failures},"certificateEvents":${certificates},"withoutTime":${withoutTime},"first":${time(first)},"last":${time(last)},"files":[${files}],"streams":${counts(summary.streams)},"opcodes":${counts(summary.opcodes)},"users":${counts(summary.users)},"responses":${counts(summary.responses)}}\n`;
}
