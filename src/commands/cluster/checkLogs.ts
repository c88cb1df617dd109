import * as vscode from 'vscode';
import { checkUri, type CheckAddress } from '../../documents/check/checkAddress';
import type { ClusterNode, ConnectionNode } from '../../sidebar/nodes';
import { defaultLogGroupPrefix } from '../../sources/connections/connection';
import { HumanError } from '../../sources/humanError';
import type { CommandFactory, Context } from '../context';
import { pickOrType } from '../pickOrType';
import { withCancellableProgress } from '../progress';
import { pickConnectionRow } from '../tree/rowPick';
import { plainLabel } from '../../editor/plainLabel';

/** Checks why a cluster has no logs, step by step, and shows the report. */
export const checkLogs: CommandFactory =
  (context) => async (node?: ClusterNode | ConnectionNode) => {
    const address = await askedAddress(context, node);
    if (address === undefined) return;
    const uri = checkUri(address);
    await withCancellableProgress(
      vscode.l10n.t('Checking the logs of {0}', address.logGroup),
      (signal) => context.checks.check(uri, signal),
    );
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  };

/** The cluster that was clicked, or one that is asked for: one without logs is not in the tree. */
async function askedAddress(
  context: Context,
  node: ClusterNode | ConnectionNode | undefined,
): Promise<CheckAddress | undefined> {
  if (node?.kind === 'cluster') {
    return { connection: node.connection.name, logGroup: node.cluster.logGroup };
  }
  const title = vscode.l10n.t('Why are there no logs?');
  const connection = node ?? (await pickConnectionRow(context, title, false));
  if (connection === undefined) return undefined;
  const { name, aws } = connection;
  const id = await askForCluster(context, name);
  const prefix = aws?.logGroupPrefix ?? defaultLogGroupPrefix;
  return id === undefined ? undefined : { connection: name, logGroup: `${prefix}${id}` };
}

async function askForCluster(
  { sourceOf, log }: Context,
  connection: string,
): Promise<string | undefined> {
  const known = await withCancellableProgress(
    vscode.l10n.t('Listing the clusters of {0}', connection),
    async (signal) => {
      const items: vscode.QuickPickItem[] = [];
      try {
        const health = await sourceOf(connection).health?.();
        if (health === undefined) return items;
        for await (const page of health.allFacts(signal)) {
          for (const { id, state = '' } of page.items) {
            items.push({ label: plainLabel(id), description: plainLabel(state) });
          }
        }
      } catch (error) {
        if (signal.aborted || !(error instanceof HumanError)) throw error;
        log.warn(error.message); // whoever may not list clusters can type the id
      }
      return items;
    },
  );
  return pickOrType({
    title: vscode.l10n.t('Why are there no logs?'),
    placeholder: vscode.l10n.t('The cluster, or its id: cluster-…'),
    items: known,
    typed: (text) => (/^[\w-]{3,64}$/.test(text.trim()) ? text.trim() : undefined),
    refusal: () =>
      vscode.l10n.t(
        'A cluster has an id such as cluster-likphkxygsn: letters, digits and hyphens.',
      ),
  });
}
