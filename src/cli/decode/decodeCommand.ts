import * as l10n from '@vscode/l10n';
import { stringValue, type Command } from '../command';
import { filesMistake } from '../commandLine';
import { Complaints } from '../complaints';
import type { EventRun } from '../input/cursor';
import { namedLogs, type LogFile } from '../input/logFile';
import { mergedEvents } from '../input/mergedEvents';
import type { Io } from '../io';
import { Output } from '../output';
import type { Format } from './format';
import { csvFormat, NdjsonFormat } from './rowFormats';
import { localClock, TableFormat } from './tableFormat';

/** Prints events, decoded. */
export const decode: Command = {
  name: 'decode',
  options: {
    format: { type: 'string', choices: ['table', 'ndjson', 'csv'] },
    stream: { type: 'string' },
    utc: { type: 'boolean' },
    local: { type: 'boolean' },
  },
  summary: () => l10n.t('print events decoded: a table, JSON lines or CSV'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs decode [OPTION…] FILE…\n\nPrints the events of audit logs decoded. One file keeps its own order; several are merged by time.\n\n  --format table   one line an event, for people (the default)\n  --format ndjson  one JSON object a line, a stable format for programs\n  --format csv     comma separated values with a header, for spreadsheets\n  --utc            the times of the table in UTC (the default)\n  --local          the times of the table on the clock of this machine\n  --stream NAME    the log stream (HSM) of files that do not name theirs\n\nexit code: 0 every file is decoded; 1 a file holds no audit event; 2 a file could not be read, or\nnot to its end, or the command line is wrong.\n',
    ),
  mistake(words) {
    if (words.values.utc === true && words.values.local === true) {
      return l10n.t('choose one of --utc and --local');
    }
    if (words.values.local === true && (stringValue(words, 'format') ?? 'table') !== 'table') {
      return l10n.t('--local is for the table; times for programs are in UTC');
    }
    return filesMistake(words);
  },
  async run(words, io) {
    const format = formatOf(stringValue(words, 'format'), words.values.local === true);
    const complaints = new Complaints(io);
    const files = await namedLogs(words.words, io, stringValue(words, 'stream'), complaints);
    for (const { name } of files) complaints.begin(name);
    await print(files, format, complaints, io);
    return complaints.end(files.length === 1 && format.between !== undefined);
  },
};

function formatOf(name: string | undefined, isLocal: boolean): Format {
  switch (name) {
    case 'ndjson':
      return new NdjsonFormat();
    case 'csv':
      return csvFormat;
    default:
      return new TableFormat(isLocal ? localClock : undefined);
  }
}

async function print(
  files: readonly LogFile[],
  format: Format,
  complaints: Complaints,
  io: Io,
): Promise<void> {
  const [only] = files;
  const isMerged = files.length > 1;
  const runs = isMerged
    ? mergedEvents(files, {
        looked: ({ name }, batch) => complaints.read(name, batch),
        failed: ({ name }, error) => complaints.failed(name, error),
      })
    : only === undefined
      ? []
      : fileRuns(only, complaints);
  const output = new Output(io);
  let hasHead = false;
  for await (const run of runs) {
    const { batch, from, to } = run;
    if (!hasHead && to > from) {
      output.add(format.head(batch, from, to));
      hasHead = true;
    }
    const between = hasHead && !isMerged ? format.between : undefined;
    const betweens = between === undefined ? [] : batch.betweens;
    let next = 0;
    for (let row = from; row <= to; row++) {
      for (let text = betweens[next]; text?.before === row; text = betweens[++next]) {
        output.add(between?.(text.text, text.line) ?? '');
      }
      if (row < to) output.add(format.event(batch, row));
      if (output.isFull) await output.flush();
    }
    // What comes from a slow writer is shown as it comes.
    if (only?.isOnce === true) await output.flush();
  }
  await output.flush();
}

/** The events of one file in its own order. */
async function* fileRuns(
  file: LogFile,
  complaints: Complaints,
): AsyncGenerator<EventRun, void, undefined> {
  try {
    for await (const batch of file.batches()) {
      complaints.read(file.name, batch);
      yield { batch, from: 0, to: batch.length };
    }
  } catch (error) {
    complaints.failed(file.name, error);
  }
}
