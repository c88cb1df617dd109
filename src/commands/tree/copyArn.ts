import * as vscode from 'vscode';
import type { ClusterNode, StreamNode } from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import type { CommandFactory } from '../context';

/** Copies the ARN of a cluster's log group or of a stream, as AWS gave it. */
export const copyArn: CommandFactory = () => async (node: ClusterNode | StreamNode) => {
  const arn = node.kind === 'cluster' ? node.cluster.arn : node.stream.arn;
  if (arn === undefined) {
    throw new HumanError(vscode.l10n.t('The sample is not in AWS: it has no ARN to copy.'));
  }
  await vscode.env.clipboard.writeText(arn);
};
