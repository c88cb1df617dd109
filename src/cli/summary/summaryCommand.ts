import * as l10n from '@vscode/l10n';
import { stringValue, type Command } from '../command';
import { filesMistake } from '../commandLine';
import { Complaints } from '../complaints';
import { namedLogs } from '../input/logFile';
import { LogSummary } from './logSummary';
import { summaryJson, summaryText } from './summaryText';

/** Counts what is in logs. */
export const summary: Command = {
  name: 'summary',
  options: {
    format: { type: 'string', choices: ['text', 'json'] },
    stream: { type: 'string' },
  },
  summary: () => l10n.t('count events, streams, opcodes, users, responses and failures'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs summary [OPTION…] FILE…\n\nCounts what is in audit logs: events and failures by stream, opcode, user and response, the range of\ntime, and the bytes that belong to no event.\n\n  --format text  for people (the default)\n  --format json  one JSON object, for programs\n  --stream NAME  the log stream (HSM) of files that do not name theirs\n\nexit code: 0 every file is read; 1 a file holds no audit event; 2 a file could not be read, or not\nto its end, or the command line is wrong.\n',
    ),
  mistake: filesMistake,
  async run(words, io) {
    const counted = new LogSummary();
    const complaints = new Complaints(io);
    const logs = await namedLogs(words.words, io, stringValue(words, 'stream'), complaints);
    for (const log of logs) {
      const { name } = log;
      complaints.begin(name);
      const file = counted.begin(name);
      try {
        for await (const batch of log.batches()) {
          complaints.read(name, batch);
          counted.add(file, batch);
        }
      } catch (error) {
        file.isBroken = true;
        complaints.failed(name, error);
      }
    }
    const isJson = stringValue(words, 'format') === 'json';
    await io.write(isJson ? summaryJson(counted) : summaryText(counted));
    return complaints.end(true);
  },
};
