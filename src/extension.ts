import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { reporting } from './commands/reporting';
import { ConfigValue } from './configValue';
import { checkScheme } from './documents/check/checkScheme';
import { decodedScheme } from './documents/decoded/decodedScheme';
import { LazyFiles } from './documents/files/lazyFiles';
import { rangeScheme } from './documents/ranges/rangeScheme';
import { searchScheme } from './documents/search/searchScheme';
import { streamScheme } from './documents/streams/streamAddress';
import { tailScheme } from './documents/tail/tailScheme';
import { trailScheme } from './documents/trail/trailScheme';
import { DocumentWatch } from './editor/documentWatch';
import { LanguageDetection } from './editor/languageDetection';
import {
  auditLanguage,
  decodedLanguage,
  insightsLanguage,
  resultLanguage,
  trailLanguage,
} from './editor/languages';
import { LargeTabs } from './editor/largeTabs';
import { lazy, nextTurn } from './lazy';
import { resultScheme } from './queries/resultScheme';
import { LazyTree } from './sidebar/lazyTree';
import { errorText } from './sources/errorText';

/** The part of package.json that is read here. */
interface Manifest {
  readonly version: string;
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/**
 * Registers stand-ins and returns. What they stand for is in bundles of their own and loads on first
 * use: `workbench.ts` for the sidebar, files and commands, `language.ts` for the features of the editor.
 */
export function activate({
  subscriptions,
  extension,
  workspaceState,
  globalState,
  globalStorageUri,
  extensionUri,
}: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel('CloudHSM', { log: true });
  const report = (error: unknown): void => log.error(errorText(error));
  const detectLogFiles = new ConfigValue('detectLogFiles', true);

  const workbench = lazy(async () => {
    await nextTurn();
    const { Workbench } = await import(/* webpackChunkName: "workbench" */ './workbench.js');
    const opened = new Workbench({
      log,
      extensionUri,
      report,
      state: workspaceState,
      globalState,
      storage: globalStorageUri,
      version: (extension.packageJSON as Manifest).version,
      showTreeMessage: (message) => {
        view.message = message ?? '';
      },
    });
    subscriptions.push(opened);
    return opened;
  });
  const language = lazy(async () => {
    await nextTurn();
    const { registerLanguage } = await import(/* webpackChunkName: "language" */ './language.js');
    subscriptions.push(registerLanguage(await workbench()));
  });

  const tree = new LazyTree(async () => (await workbench()).tree);
  const streamFiles = new LazyFiles(async () => (await workbench()).streams.files);
  const decodedFiles = new LazyFiles(async () => (await workbench()).decoded.files);
  const trailFiles = new LazyFiles(async () => (await workbench()).trail.files);
  const tailFiles = new LazyFiles(async () => (await workbench()).tails.files);
  const checkFiles = new LazyFiles(async () => (await workbench()).checks.files);
  const searchFiles = new LazyFiles(async () => (await workbench()).searches.files);
  const resultFiles = new LazyFiles(async () => (await workbench()).results.files);
  const view = vscode.window.createTreeView('cloudhsm.clusters', {
    treeDataProvider: tree,
    canSelectMany: true,
  });
  const rangeFiles = new LazyFiles(async () => (await workbench()).ranges.files);
  subscriptions.push(
    log,
    detectLogFiles,
    tree,
    view,
    streamFiles,
    decodedFiles,
    trailFiles,
    checkFiles,
    tailFiles,
    rangeFiles,
    searchFiles,
    resultFiles,
    vscode.workspace.registerFileSystemProvider(streamScheme, streamFiles, {
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t('A log stream is shown as it is stored. Save As makes a copy.'),
      ),
    }),
    vscode.workspace.registerFileSystemProvider(decodedScheme, decodedFiles, {
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t('A decoded view follows its log. Save As makes a copy.'),
      ),
    }),
    vscode.workspace.registerFileSystemProvider(trailScheme, trailFiles, {
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t('CloudTrail events are shown as they were recorded. Save As makes a copy.'),
      ),
    }),
    new DocumentWatch(
      [auditLanguage, decodedLanguage, trailLanguage, insightsLanguage, resultLanguage],
      () => void language().catch(report),
    ),
    vscode.workspace.registerFileSystemProvider(tailScheme, tailFiles, {
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t('A tail shows what comes. Save As makes a copy.'),
      ),
    }),
    vscode.workspace.registerFileSystemProvider(checkScheme, checkFiles, { isReadonly: true }),
    vscode.workspace.registerFileSystemProvider(rangeScheme, rangeFiles, { isReadonly: true }),
    vscode.workspace.registerFileSystemProvider(searchScheme, searchFiles, { isReadonly: true }),
    vscode.workspace.registerFileSystemProvider(resultScheme, resultFiles, {
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t('What a query gave stays as it is. Save As makes a copy.'),
      ),
    }),
    new LargeTabs(async (uri) => {
      await (await workbench()).run('offerWaysOut', [uri]);
    }, report),
    new LanguageDetection(detectLogFiles),
  );

  const { contributes } = extension.packageJSON as Manifest;
  for (const { command } of contributes.commands) {
    const name = command.replace('cloudhsm.', '');
    const run = async (...args: never[]): Promise<unknown> => (await workbench()).run(name, args);
    subscriptions.push(vscode.commands.registerCommand(command, reporting(run, report)));
  }
}
