import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { reporting } from './commands/reporting';
import { ConfigValue } from './configValue';
import { checkScheme } from './documents/check/checkScheme';
import { decodedScheme } from './documents/decoded/decodedScheme';
import { LazyFiles } from './documents/files/lazyFiles';
import type { ReadonlyFiles } from './documents/files/readonlyFiles';
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
import { LargeTabs } from './editor/largeLogs/largeTabs';
import { lazy, nextTurn } from './lazy';
import { resultScheme } from './queries/resultScheme';
import { LazyTree } from './sidebar/lazyTree';
import { errorText } from './sources/errorText';
import type { Workbench } from './workbench';

/** The part of package.json that is read here. */
interface Manifest {
  readonly version: string;
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** What `deactivate` does: VS Code gives it nothing to find that by. */
let atEnd = (): Promise<void> => Promise.resolve();

/** VS Code waits for it, a few seconds, before the window is closed or loaded again. */
export function deactivate(): Promise<void> {
  return atEnd();
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
    await nextTurn();
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
    atEnd = () => opened.end();
    return opened;
  });
  const language = lazy(async () => {
    const made = await workbench();
    await nextTurn();
    const { registerLanguage } = await import(/* webpackChunkName: "language" */ './language.js');
    await nextTurn();
    subscriptions.push(registerLanguage(made));
  });

  const tree = new LazyTree(async () => (await workbench()).tree);
  const view = vscode.window.createTreeView('cloudhsm.clusters', {
    treeDataProvider: tree,
    canSelectMany: true,
  });
  /** @param saved why its files are not written, and what Save As does; left out: VS Code's own words */
  const files = (
    scheme: string,
    of: (workbench: Workbench) => { readonly files: ReadonlyFiles },
    saved?: string,
  ): vscode.Disposable => {
    const lazyFiles = new LazyFiles(async () => of(await workbench()).files);
    return vscode.Disposable.from(
      lazyFiles,
      vscode.workspace.registerFileSystemProvider(scheme, lazyFiles, {
        isReadonly: saved === undefined || new vscode.MarkdownString(saved),
      }),
    );
  };
  subscriptions.push(
    log,
    detectLogFiles,
    tree,
    view,
    view.onDidExpandElement(({ element }) => void tree.expanded(element).catch(report)),
    files(
      streamScheme,
      (made) => made.streams,
      vscode.l10n.t('A log stream is shown as it is stored. Save As makes a copy.'),
    ),
    files(
      decodedScheme,
      (made) => made.decoded,
      vscode.l10n.t('A decoded view follows its log. Save As makes a copy.'),
    ),
    files(
      trailScheme,
      (made) => made.trail,
      vscode.l10n.t('CloudTrail events are shown as they were recorded. Save As makes a copy.'),
    ),
    new DocumentWatch(
      [auditLanguage, decodedLanguage, trailLanguage, insightsLanguage, resultLanguage],
      () => void language().catch(report),
    ),
    files(
      tailScheme,
      (made) => made.tails,
      vscode.l10n.t('A tail shows what comes. Save As makes a copy.'),
    ),
    files(checkScheme, (made) => made.checks),
    files(rangeScheme, (made) => made.ranges),
    files(searchScheme, (made) => made.searches),
    files(
      resultScheme,
      (made) => made.results,
      vscode.l10n.t('What a query gave stays as it is. Save As makes a copy.'),
    ),
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
