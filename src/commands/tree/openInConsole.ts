import * as vscode from 'vscode';
import type { ClusterNode, StreamNode } from '../../sidebar/nodes';
import { consoleLink } from '../../sources/cloudwatch/consoleLink';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';
import { pickLogRow } from './rowPick';

/** Opens the log group of a cluster, or a stream, in the AWS console of its partition. */
export const openInConsole: CommandFactory =
  (context): Command =>
  async (chosen?: ClusterNode | StreamNode) => {
    const title = vscode.l10n.t('Open which log in the AWS console?');
    const node = chosen ?? (await pickLogRow(context, title));
    if (node === undefined) return;
    const arn = node.kind === 'cluster' ? node.cluster.arn : node.stream.arn;
    const link = arn === undefined ? undefined : consoleLink(arn);
    if (link === undefined) {
      throw new HumanError(
        vscode.l10n.t(
          'The address of the AWS console is not known for this log. Sign in to the console of its partition and look for its name there.',
        ),
      );
    }
    // It takes texts too, and leaves them as they are. Of a `Uri` it would escape the `$` that the console needs.
    await vscode.env.openExternal(link as unknown as vscode.Uri);
  };
