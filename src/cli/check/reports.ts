import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as l10n from '@vscode/l10n';
import { checkByCode, checks, checkTitle, type Severity } from '../../audit/check/checks';
import type { EventOrigin, EventSource } from '../../audit/export/exportedEvent';
import { JsonMembers, jsonString } from '../../audit/export/jsonText';
import { printable } from '../../audit/text/printable';
import { betweenSentence, shownName, type FileAccount } from '../complaints';
import { version } from '../version';
import type { PlacedFinding } from './checkedStream';

/** Findings for people, a line each: place, severity, code, sentence. */
export function reportText(findings: readonly PlacedFinding[]): string {
  const words: Readonly<Record<Severity, string>> = {
    error: l10n.t('error'),
    warning: l10n.t('warning'),
    information: l10n.t('note'),
  };
  const lines = findings.map(({ finding, origin, sequence }) => {
    const number = sequence === undefined ? '' : ` (0x${sequence.toString(16)})`;
    const severity = words[finding.severity];
    const check = checkByCode(finding.code);
    const title = check === undefined ? finding.code : checkTitle(check);
    return `${place(origin)}${number}: ${severity}: ${title} [${finding.code}]\n    ${finding.sentence}\n`;
  });
  return lines.join('');
}

/** `a.log:31`, as editors and terminals link it. */
function place({ source, stream }: EventOrigin): string {
  if (source === undefined) return printable(stream ?? '');
  const at =
    source.line === undefined ? l10n.t('record {0}', source.record ?? 0) : String(source.line);
  return `${shownName(source.file)}:${at}`;
}

/** What was found, in a line. */
export function verdictText(
  findings: readonly PlacedFinding[],
  files: readonly FileAccount[],
): string {
  const count = (severity: Severity): number =>
    findings.filter(({ finding }) => finding.severity === severity).length;
  const places = files.reduce((sum, file) => sum + file.places, 0);
  const unread = files.filter((file) => file.unread.length > 0).length;
  return [
    l10n.t(
      'Events checked: {0}. Errors: {1}, warnings: {2}, notes: {3}.',
      eventsIn(files).toLocaleString('en-US'),
      count('error'),
      count('warning'),
      count('information'),
    ),
    ...(places > 0 ? [l10n.t('Places with text that is no event: {0}.', places)] : []),
    ...(unread > 0 ? [l10n.t('Files of which not all could be read: {0}.', unread)] : []),
    '',
  ].join('\n');
}

function eventsIn(files: readonly FileAccount[]): number {
  return files.reduce((sum, { events }) => sum + events, 0);
}

/** Findings for programs: one JSON object. */
export function reportJson(
  findings: readonly PlacedFinding[],
  files: readonly FileAccount[],
): string {
  const list = findings.map(
    ({ finding, origin, related, sequence }) =>
      new JsonMembers()
        .addString('code', finding.code)
        .addString('severity', finding.severity)
        .addString('field', finding.field)
        .addString('stream', origin.stream)
        .addString('sequence', sequence === undefined ? undefined : `0x${sequence.toString(16)}`)
        .addString('sentence', finding.sentence)
        .add('source', sourceJson(origin.source))
        .add('related', sourceJson(related?.source)).object,
  );
  const accounts = files.map(
    ({ file, events, places, skipped, unread }) =>
      new JsonMembers()
        .addString('file', file)
        .add('events', String(events))
        .add('placesInNoEvent', String(places))
        .add('recordsWithoutEvents', String(skipped))
        .add('complete', String(unread.length === 0))
        .add('unread', unread.length === 0 ? undefined : `[${unread.map(jsonString).join()}]`)
        .object,
  );
  const lines = (objects: readonly (string | undefined)[]): string =>
    objects.map((one) => `\n${one ?? '{}'}`).join();
  return `{"v":1,"events":${eventsIn(files)},"files":[${lines(accounts)}],"findings":[${lines(list)}]}\n`;
}

function sourceJson(source: EventSource | undefined): string | undefined {
  if (source === undefined) return undefined;
  const { file, line, offset, length, record } = source;
  return new JsonMembers()
    .addString('file', file)
    .add('line', line?.toString())
    .add('offset', offset?.toString())
    .add('length', length?.toString())
    .add('record', record?.toString()).object;
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/** Findings in SARIF 2.1.0, for code scanning and viewers of it. */
export function reportSarif(
  findings: readonly PlacedFinding[],
  files: readonly FileAccount[],
): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cloudhsm-logs',
            version,
            rules: checks.map((check) => ({
              id: check.code,
              shortDescription: { text: checkTitle(check) },
              helpUri: check.link,
              defaultConfiguration: { level: levels[check.severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: files.every(({ unread }) => unread.length === 0),
            toolExecutionNotifications: files.flatMap(notifications),
          },
        ],
        results: findings.map(({ finding, origin, related, sequence }) => ({
          ruleId: finding.code,
          ruleIndex: checks.findIndex(({ code }) => code === finding.code),
          level: levels[finding.severity],
          message: { text: finding.sentence },
          locations: locations(origin),
          ...(sequence === undefined
            ? {}
            : { properties: { sequence: `0x${sequence.toString(16)}` } }),
          ...(related === undefined
            ? {}
            : { relatedLocations: locations(related).map((one) => ({ id: 0, ...one })) }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** What a reader of the report must know of a file: without it the report would seem to be of all of it. */
function notifications(account: FileAccount): readonly object[] {
  const { file, places, firstLine, unread } = account;
  const about = (level: string, text: string, line?: number): object => ({
    level,
    message: { text },
    locations: locations({ source: { file, ...(line === undefined ? {} : { line }) } }),
  });
  return [
    ...unread.map((reason) => about('error', printable(reason, 2048))),
    ...(places > 0 ? [about('warning', betweenSentence(account), firstLine)] : []),
  ];
}

function locations({ source, stream }: EventOrigin): readonly object[] {
  if (source === undefined) return [];
  const { file, line, offset, length, record } = source;
  const region = {
    ...(line === undefined ? {} : { startLine: line }),
    ...(offset === undefined ? {} : { byteOffset: offset, byteLength: length }),
  };
  const name = stream === undefined ? undefined : printable(stream);
  // In a compressed file the number of the record is all that leads to the event.
  const number = record === undefined ? undefined : `record ${record}`;
  const names = [name, number].filter((one) => one !== undefined);
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: fileAddress(file) },
        ...(Object.keys(region).length === 0 ? {} : { region }),
      },
      ...(names.length === 0
        ? {}
        : { logicalLocations: [{ name: names.at(-1), fullyQualifiedName: names.join('/') }] }),
      ...(record === undefined ? {} : { properties: { record } }),
    },
  ];
}

/** A path as the address that SARIF asks for: relative ones stay relative. */
function fileAddress(file: string): string {
  if (file === '-') return 'stdin:';
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(path.sep).map(encodeURIComponent).join('/');
}
