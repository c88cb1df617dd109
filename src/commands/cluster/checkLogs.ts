import * as vscode from 'vscode';
import { checkUri, type CheckAddress } from '../../documents/check/checkAddress';
import type { ClusterNode, ConnectionNode } from '../../sidebar/nodes';
import { defaultLogGroupPrefix } from '../../sources/connections/connection';
import { HumanError } from '../../sources/humanError';
import type { CommandFactory, Context } from '../context';
import { pickOrType } from '../pickOrType';
import { withCancellableProgress } from '../progress';
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
  const connection = node?.name ?? (await askForConnection(context));
  if (connection === undefined) return undefined;
  const id = await askForCluster(context, connection);
  const prefix =
    context.connections.all().find(({ name }) => name === connection)?.logGroupPrefix ??
    defaultLogGroupPrefix;
  return id === undefined ? undefined : { connection, logGroup: `${prefix}${id}` };
}

async function askForConnection({ connections }: Context): Promise<string | undefined> {
  const all = connections.all();
  const [first] = all;
  if (first === undefined) {
    throw new HumanError(
      vscode.l10n.t('There is no connection to look for a cluster with. Add one first.'),
      'addConnection',
    );
  }
  if (all.length === 1) return first.name;
  const items = all.map(({ name, region }) => ({
    name,
    label: plainLabel(name),
    description: plainLabel(region),
  }));
  const title = vscode.l10n.t('Why are there no logs?');
  const placeHolder = vscode.l10n.t('The connection of the cluster');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.name;
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
