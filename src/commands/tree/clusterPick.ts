import * as vscode from 'vscode';
import { plainLabel } from '../../editor/plainLabel';
import { sampleConnectionName } from '../../sources/connections/connection';
import { asHumanError, HumanError } from '../../sources/humanError';
import type { Cluster } from '../../sources/logSource';
import type { Context } from '../context';

/** A cluster that was chosen. */
export interface PickedCluster {
  /** The connection's name. */
  readonly connection: string;
  readonly cluster: Cluster;
}

interface Item extends vscode.QuickPickItem {
  /** What it stands for: a cluster, or why a connection lists none (further). */
  readonly answer: PickedCluster | HumanError;
}

/** Where clusters are looked for. */
type PickContext = Pick<Context, 'sourceOf'> & {
  readonly connections: Pick<Context['connections'], 'all'>;
};

interface ClusterPickOptions {
  readonly title: string;
  /** Whether the sample's is one of them. */
  readonly withSample: boolean;
}

/**
 * Asks for one of the clusters of all connections; undefined on Escape. Each stands there as soon as it is
 * listed: a connection that is slow, or whose login has expired, holds up none of the others.
 *
 * @throws HumanError where there is no connection, or for a connection whose failure was chosen
 */
export async function pickCluster(
  { connections, sourceOf }: PickContext,
  { title, withSample }: ClusterPickOptions,
): Promise<PickedCluster | undefined> {
  const aws = connections.all().map(({ name }) => name);
  const names = withSample ? [...aws, sampleConnectionName] : aws;
  if (names.length === 0) throw noConnection();
  const lists = names.map((connection) => ({ connection, items: [] as Item[] }));
  const abort = new AbortController();
  const pick = vscode.window.createQuickPick<Item>();
  const show = (): void => {
    const [active] = pick.activeItems;
    const isFirst = active === pick.items[0];
    pick.items = lists.flatMap(({ items }) => items);
    if (active !== undefined && !isFirst) pick.activeItems = [active];
  };
  const list = async ({ connection, items }: (typeof lists)[number]): Promise<void> => {
    try {
      for await (const page of sourceOf(connection).clusters(abort.signal)) {
        items.push(...page.items.map((cluster) => clusterItem({ connection, cluster })));
        show();
      }
    } catch (error) {
      items.push(failureItem(connection, asHumanError(error)));
      if (!abort.signal.aborted) show();
    }
  };
  pick.title = title;
  pick.matchOnDescription = true;
  pick.keepScrollPosition = true;
  pick.busy = true;
  pick.placeholder = vscode.l10n.t('Listing the clusters…');
  void Promise.all(lists.map(list)).then(() => {
    pick.busy = false;
    pick.placeholder =
      pick.items.length > 0
        ? vscode.l10n.t('Choose a cluster, or type a part of its name.')
        : vscode.l10n.t('There is no cluster. Check the regions and prefixes of the connections.');
  });
  try {
    const answer = await new Promise<Item['answer'] | undefined>((resolve) => {
      pick.onDidAccept(() => {
        const [active] = pick.activeItems;
        if (active !== undefined) resolve(active.answer);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
    if (answer instanceof HumanError) throw answer;
    return answer;
  } finally {
    abort.abort();
    pick.dispose();
  }
}

function clusterItem(answer: PickedCluster): Item {
  const { connection, cluster } = answer;
  return { label: plainLabel(cluster.name), description: plainLabel(connection), answer };
}

function failureItem(connection: string, answer: HumanError): Item {
  return {
    label: `$(error) ${plainLabel(connection)}`,
    detail: plainLabel(answer.message, 500),
    alwaysShow: true,
    answer,
  };
}

/** Where nothing can be chosen, for want of a connection. */
export function noConnection(): HumanError {
  return new HumanError(
    vscode.l10n.t('There is no connection to AWS. Add one first.'),
    'addConnection',
  );
}
