import * as l10n from '@vscode/l10n';
import { printable } from '../../audit/text/printable';
import type { Command } from '../command';
import { exitCodes } from '../exitCodes';
import {
  clusterOf,
  complain,
  connectionHelp,
  connectionOptions,
  groupMistake,
  sourceOf,
} from './connectionOptions';

/** Lists the streams of a cluster. */
export const streams: Command = {
  name: 'streams',
  options: connectionOptions,
  summary: () => l10n.t('list the log streams of a cluster, one an HSM'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs streams [OPTION…] GROUP\n\nPrints the streams of a log group, the one with the newest event first: the name, a tab and the time\nof the last event, which can be an hour old. GROUP is a log group or the id of a cluster.\n\n{0}\nexit code: 0 all are listed; 1 they could not be listed; 2 the command line is wrong.\n',
      connectionHelp(),
    ),
  mistake: groupMistake,
  async run(words, io) {
    try {
      const source = await sourceOf(words, io);
      for await (const { items } of source.streams(clusterOf(words.words[0] ?? ''))) {
        const lines = items.map(({ name, lastEventTime }) => {
          const time = lastEventTime === undefined ? '-' : new Date(lastEventTime).toISOString();
          return `${printable(name)}\t${time}\n`;
        });
        await io.write(lines.join(''));
      }
      return exitCodes.done;
    } catch (error) {
      complain(io, error);
      return exitCodes.found;
    }
  },
};
