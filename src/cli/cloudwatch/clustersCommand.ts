import * as l10n from '@vscode/l10n';
import { printable, quoted } from '../../audit/text/printable';
import type { Command } from '../command';
import { exitCodes } from '../exitCodes';
import { complain, connectionHelp, connectionOptions, sourceOf } from './connectionOptions';

/** Lists the clusters that have logs. */
export const clusters: Command = {
  name: 'clusters',
  options: connectionOptions,
  summary: () => l10n.t('list the log groups of clusters in CloudWatch'),
  help: () =>
    l10n.t(
      'usage: cloudhsm-logs clusters [OPTION…]\n\nPrints the log group of each cluster of the account and region, a line each.\n\n{0}\nexit code: 0 all are listed; 1 they could not be listed; 2 the command line is wrong.\n',
      connectionHelp(),
    ),
  mistake: ({ words: [word] }) =>
    word === undefined ? undefined : l10n.t('it takes no {0}', quoted(word)),
  async run(words, io) {
    try {
      const source = await sourceOf(words, io);
      for await (const { items } of source.clusters()) {
        await io.write(items.map(({ logGroup }) => `${printable(logGroup)}\n`).join(''));
      }
      return exitCodes.done;
    } catch (error) {
      complain(io, error);
      return exitCodes.found;
    }
  },
};
