import * as l10n from '@vscode/l10n';
import type { CheckOptions } from '../../audit/check/checkLog';
import { stringValue, type Command } from '../command';
import { filesMistake } from '../commandLine';
import { Complaints, type FileAccount } from '../complaints';
import { exitCodes } from '../exitCodes';
import type { FileBatch } from '../input/eventBatch';
import { namedLogs } from '../input/logFile';
import { CheckedStream, type PlacedFinding } from './checkedStream';
import { reportJson, reportSarif, reportText, verdictText } from './reports';

/** Tests the integrity of logs. */
export const check: Command = {
  name: 'check',
  options: {
    format: { type: 'string', choices: ['text', 'json', 'sarif'] },
    stream: { type: 'string' },
    partial: { type: 'boolean' },
    filtered: { type: 'boolean' },
  },
  summary: () => l10n.t('test whether events are all there, once, in order and whole'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs check [OPTION…] FILE…\n\nTests the integrity of audit logs: missing, doubled and cut events, order, times, restarts, opcodes.\nWhat is there of a log stream is checked together, from however many files.\n\n  --format text   for people (the default)\n  --format json   one JSON object, for programs\n  --format sarif  SARIF 2.1.0, for code scanning\n  --partial       the files are a part of a stream: it need not begin at 0x0\n  --filtered      the files are the result of a filter or a query: gaps are expected\n  --stream NAME   the log stream (HSM) of files that do not name theirs\n\nexit code: 0 nothing was found but notes; 1 errors or warnings were found, or text that is no\nevent, or a file holds no audit event; 2 a file could not be read, or not to its end, or the\ncommand line is wrong.\n',
    ),
  mistake: filesMistake,
  async run(words, io) {
    const options: CheckOptions = {
      partial: words.values.partial === true,
      filtered: words.values.filtered === true,
    };
    const complaints = new Complaints(io);
    const streams = new Map<string, CheckedStream>();
    const logs = await namedLogs(words.words, io, stringValue(words, 'stream'), complaints);
    for (const log of logs) {
      const { name } = log;
      complaints.begin(name);
      const touched = new Set<CheckedStream>();
      try {
        for await (const batch of log.batches()) {
          complaints.read(name, batch);
          for (const stream of deal(batch, streams, name)) touched.add(stream);
        }
      } catch (error) {
        complaints.failed(name, error);
      }
      for (const stream of touched) stream.endFile();
    }
    const findings = [...streams.values()].flatMap((stream) => stream.check(options));
    const files = complaints.accounts;
    await io.write(report(stringValue(words, 'format'), findings, files));
    // Where text is no event, one may have been damaged until it was none any more.
    const hasOther = files.some(({ places }) => places > 0);
    if (hasOther || findings.some(({ finding }) => finding.severity !== 'information')) {
      complaints.raise(exitCodes.found);
    }
    return complaints.end(false);
  },
};

function report(
  format: string | undefined,
  findings: readonly PlacedFinding[],
  files: readonly FileAccount[],
): string {
  switch (format) {
    case 'json':
      return reportJson(findings, files);
    case 'sarif':
      return reportSarif(findings, files);
    default:
      return reportText(findings) + verdictText(findings, files);
  }
}

/** Gives the events of a batch to their streams. */
function deal(
  batch: FileBatch,
  streams: Map<string, CheckedStream>,
  file: string,
): readonly CheckedStream[] {
  if (batch.length === 0) return [];
  if (batch.isOneStream) {
    const stream = streamOf(streams, batch.stream(0), file);
    stream.add(batch);
    return [stream];
  }
  return Array.from({ length: batch.length }, (_, row) => {
    const stream = streamOf(streams, batch.stream(row), file);
    stream.addRow(batch, row);
    return stream;
  });
}

/** Files of which nobody knows the stream are checked each by itself. */
function streamOf(
  streams: Map<string, CheckedStream>,
  stream: string | undefined,
  file: string,
): CheckedStream {
  const key = stream === undefined ? `file ${file}` : `stream ${stream}`;
  let known = streams.get(key);
  if (known === undefined) streams.set(key, (known = new CheckedStream()));
  return known;
}
