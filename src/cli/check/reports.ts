import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as l10n from '@vscode/l10n';
import { checkByCode, checks, checkTitle, type Severity } from '../../audit/check/checks';
import type { EventOrigin, EventSource } from '../../audit/export/exportedEvent';
import { JsonMembers } from '../../audit/export/jsonText';
import { printable } from '../../audit/text/printable';
import { shownName } from '../complaints';
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
export function verdictText(findings: readonly PlacedFinding[], events: number): string {
  const count = (severity: Severity): number =>
    findings.filter(({ finding }) => finding.severity === severity).length;
  return l10n.t(
    'Events checked: {0}. Errors: {1}, warnings: {2}, notes: {3}.\n',
    events.toLocaleString('en-US'),
    count('error'),
    count('warning'),
    count('information'),
  );
}

/** Findings for programs: one JSON object. */
export function reportJson(findings: readonly PlacedFinding[], events: number): string {
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
  return `{"v":1,"events":${events},"findings":[${list.map((one) => `\n${one ?? '{}'}`).join()}]}\n`;
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
export function reportSarif(findings: readonly PlacedFinding[]): string {
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
        results: findings.map(({ finding, origin, related }) => ({
          ruleId: finding.code,
          ruleIndex: checks.findIndex(({ code }) => code === finding.code),
          level: levels[finding.severity],
          message: { text: finding.sentence },
          locations: locations(origin),
          ...(related === undefined
            ? {}
            : { relatedLocations: locations(related).map((one) => ({ id: 0, ...one })) }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function locations({ source, stream }: EventOrigin): readonly object[] {
  if (source === undefined) return [];
  const { file, line, offset, length } = source;
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: fileAddress(file) },
        region: {
          ...(line === undefined ? {} : { startLine: line }),
          ...(offset === undefined ? {} : { byteOffset: offset, byteLength: length }),
        },
      },
      ...(stream === undefined ? {} : { logicalLocations: [{ name: printable(stream) }] }),
    },
  ];
}

/** A path as the address that SARIF asks for: relative ones stay relative. */
function fileAddress(file: string): string {
  if (file === '-') return 'stdin:';
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(path.sep).map(encodeURIComponent).join('/');
}
