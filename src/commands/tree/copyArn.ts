import * as vscode from 'vscode';
import type { ClusterNode, StreamNode } from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory } from '../context';
import { pickLogRow } from './rowPick';

/** Copies the ARN of a cluster's log group or of a stream, as AWS gave it. */
export const copyArn: CommandFactory =
  (context): Command =>
  async (chosen?: ClusterNode | StreamNode) => {
    const node = chosen ?? (await pickLogRow(context, vscode.l10n.t('Copy the ARN of which log?')));
    if (node === undefined) return;
    const arn = node.kind === 'cluster' ? node.cluster.arn : node.stream.arn;
    if (arn === undefined) {
      throw new HumanError(vscode.l10n.t('The sample is not in AWS: it has no ARN to copy.'));
    }
    await vscode.env.clipboard.writeText(arn);
  };
