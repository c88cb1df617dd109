import * as vscode from 'vscode';
import { insightsLanguage } from '../../editor/languages';
import { plainLabel } from '../../editor/plainLabel';
import { connectionOf, type ClusterNode } from '../../sidebar/nodes';
import { estimateBytes } from '../../sources/insights/queryCost';
import { writeQueryDocument } from '../../sources/insights/queryDocument';
import { queryLibrary, type LibraryQuery } from '../../sources/insights/queryLibrary';
import { estimateWords } from '../../sources/insights/scanWords';
import { pickCluster } from '../tree/clusterPick';
import type { CommandFactory } from '../context';

/** What a new query asks for, as people type it, and in ms. */
const firstRange = { typed: '7d', length: 7 * 86_400_000 };

/** Opens a query on a cluster, of the library or an empty one, as a document to change and run. */
export const queryInsights: CommandFactory =
  (context) =>
  async (node?: ClusterNode): Promise<void> => {
    const picked =
      node === undefined
        ? await pickCluster(context, {
            title: vscode.l10n.t('Query which cluster?'),
            withSample: false,
          })
        : { connection: connectionOf(node).name, cluster: node.cluster };
    if (picked === undefined) return;
    const { connection, cluster } = picked;
    const now = context.clock();
    const range = { from: now - firstRange.length, to: now };
    const bytes = estimateBytes([cluster], range, now);
    const query = await pickQuery(
      vscode.l10n.t('Query {0} with Logs Insights', plainLabel(cluster.name)),
      bytes === undefined
        ? vscode.l10n.t('Choose a query to begin with; nothing runs yet.')
        : vscode.l10n.t('Nothing runs yet. The last week {0}.', estimateWords(bytes)),
    );
    if (query === undefined) return;
    context.queries.remember(connection, cluster);
    const document = await vscode.workspace.openTextDocument({
      language: insightsLanguage,
      content: writeQueryDocument({
        connection,
        logGroups: [cluster.logGroup],
        range: firstRange.typed,
        comments: query.comments,
        text: query.text,
      }),
    });
    await vscode.window.showTextDocument(document, { preview: false });
  };

interface QueryItem extends vscode.QuickPickItem {
  readonly comments: readonly string[];
  readonly text: string;
}

async function pickQuery(title: string, placeHolder: string): Promise<QueryItem | undefined> {
  const items: QueryItem[] = [
    ...queryLibrary().map(itemOf),
    {
      label: vscode.l10n.t('Empty query'),
      detail: vscode.l10n.t('The newest events as they are, to begin with.'),
      comments: [vscode.l10n.t('Query')],
      text: 'fields @timestamp, @logStream, @message\n| sort @timestamp desc\n',
    },
  ];
  return vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
}

function itemOf({ title, description, text }: LibraryQuery): QueryItem {
  return { label: title, detail: description, comments: [title, description], text };
}
