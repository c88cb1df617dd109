import * as vscode from 'vscode';
import { plainLabel } from '../../editor/plainLabel';
import { unloggedAmong, unloggedCluster } from '../../sidebar/unlogged';
import type { ClusterFacts } from '../../sources/clusterHealth/healthSource';
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
export type PickContext = Pick<Context, 'sourceOf'> & {
  readonly connections: Pick<Context['connections'], 'all'>;
  readonly log: Pick<Context['log'], 'warn'>;
};

interface ClusterPickOptions {
  readonly title: string;
  /** Whether the sample's is one of them. */
  readonly withSample: boolean;
  /** Whether those are too that only CloudHSM knows, as there is no log of them. */
  readonly withUnlogged?: boolean;
}

/**
 * Asks for one of the clusters of all connections; undefined on Escape. Each stands there as soon as it is
 * listed: a connection that is slow, or whose login has expired, holds up none of the others.
 *
 * @throws HumanError where there is no connection, or for a connection whose failure was chosen
 */
export async function pickCluster(
  context: PickContext,
  { title, withSample, withUnlogged = false }: ClusterPickOptions,
): Promise<PickedCluster | undefined> {
  const { connections, sourceOf } = context;
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
    const listed: Cluster[] = [];
    try {
      for await (const page of sourceOf(connection).clusters(abort.signal)) {
        listed.push(...page.items);
        items.push(...page.items.map((cluster) => clusterItem({ connection, cluster })));
        show();
      }
      if (!withUnlogged) return;
      const unlogged = await clustersWithoutLogs(context, connection, listed, abort.signal);
      items.push(...unlogged.map((cluster) => unloggedItem({ connection, cluster })));
      show();
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

function unloggedItem(answer: PickedCluster): Item {
  return {
    ...clusterItem(answer),
    description: vscode.l10n.t('{0}, no logs', plainLabel(answer.connection)),
  };
}

/**
 * The clusters of a connection that only CloudHSM knows. None where it may not be asked: those with logs
 * can be chosen all the same.
 *
 * @param listed the clusters that have logs
 */
export async function clustersWithoutLogs(
  { connections, log, sourceOf }: PickContext,
  connection: string,
  listed: readonly Cluster[],
  signal: AbortSignal,
): Promise<readonly Cluster[]> {
  const aws = connections.all().find(({ name }) => name === connection);
  const facts: ClusterFacts[] = [];
  try {
    const health = await sourceOf(connection).health?.();
    if (health === undefined) return [];
    for await (const { items } of health.allFacts(signal)) facts.push(...items);
  } catch (error) {
    if (!signal.aborted) log.warn(asHumanError(error).message);
    return [];
  }
  const logGroups = listed.map(({ logGroup }) => logGroup);
  return unloggedAmong(facts, logGroups, aws?.logGroupPrefix).map(unloggedCluster);
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
