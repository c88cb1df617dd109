import * as vscode from 'vscode';
import type { TailAddress } from '../../documents/tail/tailAddress';
import type { FindSource } from '../../documents/streams/streamDocuments';
import type { AwsConnection } from '../../sources/connection';
import { HumanError } from '../../sources/humanError';
import { withCancellableProgress } from '../progress';
import { plainLabel } from '../../editor/plainLabel';

/** Lets a person choose a connection, where there are several, and one of its clusters. */
export async function pickTailed(
  connections: readonly AwsConnection[],
  sourceOf: FindSource,
): Promise<TailAddress | undefined> {
  if (connections.length === 0) {
    throw new HumanError(
      vscode.l10n.t('There is no connection to tail a log of. Add one first.'),
      'addConnection',
    );
  }
  const items = connections.map(({ name, region }) => ({
    label: plainLabel(name),
    description: plainLabel(region),
    name,
  }));
  const chosen =
    items.length === 1
      ? items[0]
      : await vscode.window.showQuickPick(items, {
          placeHolder: vscode.l10n.t('The connection whose log to tail'),
        });
  if (chosen === undefined) return undefined;
  const groups = await withCancellableProgress(
    vscode.l10n.t('Listing the clusters of {0}', chosen.name),
    async (signal) => {
      const found: { readonly label: string; readonly logGroup: string }[] = [];
      for await (const page of sourceOf(chosen.name).clusters(signal)) {
        for (const { name, logGroup } of page.items) {
          found.push({ label: plainLabel(name), logGroup });
        }
      }
      return found;
    },
  );
  const cluster = await vscode.window.showQuickPick(groups, {
    placeHolder: vscode.l10n.t('The cluster whose log to tail'),
  });
  return cluster && { connection: chosen.name, logGroup: cluster.logGroup, stream: undefined };
}
