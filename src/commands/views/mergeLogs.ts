import * as vscode from 'vscode';
import { baseName } from '../../documents/files/baseName';
import { decodedAddress } from '../../documents/decoded/decodedAddress';
import { streamScheme, streamUri } from '../../documents/streams/streamAddress';
import { auditLanguage } from '../../editor/languages';
import { connectionOf, type Node, type StreamNode } from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import type { Command, CommandFactory, Context } from '../context';
import { logFileFilters } from './logFiles';
import { openView } from './openView';
import { plainLabel } from '../../editor/plainLabel';
import { pickStreamRows } from '../tree/rowPick';

/** Merges the files or streams that are selected in the explorer or in the tree. */
export const mergeLogs: CommandFactory =
  (context): Command =>
  async (
    one: vscode.Uri | Node | undefined,
    selected: readonly (vscode.Uri | Node)[] | undefined,
  ) => {
    const chosen = (selected ?? [one]).flatMap((item) =>
      item === undefined ? [] : sourceOf(item),
    );
    await openMerged(context, chosen.length > 1 ? chosen : [...chosen, ...(await askForFiles())]);
  };

/** Merges logs that are open, and files and log streams that are asked for. */
export const mergeOpenLogs: CommandFactory = (context) => async () => {
  const open = openLogs();
  const items = open.map((uri) => ({
    uri,
    picked: true,
    label: plainLabel(baseName(uri)),
    description: plainLabel(uri.path.split('/').slice(1, -1).join(' › ')),
  }));
  const more = (label: string) => ({ uri: undefined, picked: false, label, description: '' });
  const files = more(vscode.l10n.t('Add files…'));
  const streams = more(vscode.l10n.t('Add log streams…'));
  const chosen = await vscode.window.showQuickPick([...items, files, streams], {
    canPickMany: true,
    title: vscode.l10n.t('Merge which logs by time?'),
    placeHolder: vscode.l10n.t(
      'At least two. Their events come into one view, with the HSM of each.',
    ),
    matchOnDescription: true,
  });
  if (chosen === undefined) return;
  const uris = chosen.flatMap(({ uri }) => uri ?? []);
  const added = [
    ...(chosen.includes(streams) ? await askForStreams(context) : []),
    ...(chosen.includes(files) ? await askForFiles() : []),
  ];
  await openMerged(context, [...uris, ...added]);
};

async function openMerged(context: Context, uris: readonly vscode.Uri[]): Promise<void> {
  if (uris.length === 0) return;
  const sources = [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
  if (sources.length < 2) {
    throw new HumanError(vscode.l10n.t('Choose at least two logs to merge.'));
  }
  await openView(context, { sources, filter: {} });
}

/** The logs of all tabs, also of those that have not been loaded since the window was opened. */
function openLogs(): readonly vscode.Uri[] {
  const shown = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? input.uri : []));
  const audit = new Set(
    vscode.workspace.textDocuments
      .filter(({ languageId }) => languageId === auditLanguage)
      .map(({ uri }) => uri.toString()),
  );
  const sources = shown.flatMap(
    (uri) =>
      decodedAddress(uri)?.sources ??
      (uri.scheme === streamScheme || uri.path.endsWith('.hsmaudit') || audit.has(uri.toString())
        ? [uri]
        : []),
  );
  return [...new Map(sources.map((uri) => [uri.toString(), uri])).values()];
}

function sourceOf(item: vscode.Uri | Node): vscode.Uri | readonly vscode.Uri[] {
  if (item instanceof vscode.Uri) return decodedAddress(item)?.sources ?? item;
  return item.kind === 'stream' ? uriOf(item) : [];
}

function uriOf(node: StreamNode): vscode.Uri {
  return streamUri({
    connection: connectionOf(node).name,
    logGroup: node.parent.cluster.logGroup,
    stream: node.stream.name,
  });
}

async function askForStreams(context: Context): Promise<readonly vscode.Uri[]> {
  return (await pickStreamRows(context, vscode.l10n.t('Merge which log streams by time?'))).map(
    uriOf,
  );
}

async function askForFiles(): Promise<readonly vscode.Uri[]> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Merge audit logs by time'),
    openLabel: vscode.l10n.t('Merge'),
    canSelectMany: true,
    filters: logFileFilters(),
  });
  return files ?? [];
}
