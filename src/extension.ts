import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Reader } from './audit/moments';
import { addConnection } from './commands/addConnection';
import type { CommandFactory, Context } from './commands/context';
import { copyArn } from './commands/copyArn';
import { copyName } from './commands/copyName';
import { editConnections } from './commands/editConnections';
import { goToRawEvent } from './commands/goToRawEvent';
import { loadMore } from './commands/loadMore';
import { openDecoded } from './commands/openDecoded';
import { openOlderEvents } from './commands/openOlderEvents';
import { openStream } from './commands/openStream';
import { openStreamDecoded } from './commands/openStreamDecoded';
import { refresh } from './commands/refresh';
import { removeConnection } from './commands/removeConnection';
import { reporting } from './commands/reporting';
import { showLog } from './commands/showLog';
import { showSample } from './commands/showSample';
import { signIn } from './commands/signIn';
import { ConfigValue } from './configValue';
import { DecodedDocuments, decodedScheme } from './documents/decodedDocuments';
import { streamScheme } from './documents/streamAddress';
import { StreamDocuments } from './documents/streamDocuments';
import { AuditDocuments, auditLanguage, decodedLanguage } from './editor/auditDocuments';
import { AuditHover } from './editor/auditHover';
import { DecodedHover } from './editor/decodedHover';
import { FailureMarks } from './editor/failureMarks';
import { LanguageDetection } from './editor/languageDetection';
import { ClusterTree } from './sidebar/clusterTree';
import { StreamTime } from './sidebar/streamTime';
import { CloudWatchSource } from './sources/cloudwatch/cloudWatchSource';
import { profiles } from './sources/cloudwatch/profiles';
import { Connections } from './sources/connections';
import { errorText } from './sources/errorText';
import { SampleSource } from './sources/sample/sampleSource';

/** The commands, by what package.json calls them. */
const commands: Readonly<Record<string, CommandFactory>> = {
  addConnection,
  copyArn,
  copyName,
  editConnections,
  goToRawEvent,
  loadMore,
  openDecoded,
  openOlderEvents,
  openStream,
  openStreamDecoded,
  refresh,
  removeConnection,
  retry: refresh,
  showLog,
  showSample,
  signIn,
};

/** Registers everything and returns: the AWS SDK, indexes and lists load on first use. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const clock = (): number => Date.now();
  const reader = new Reader(clock, vscode.env.language);

  const log = vscode.window.createOutputChannel('CloudHSM', { log: true });
  const report = (error: unknown): void => log.error(errorText(error));
  const connectionSetting = new ConfigValue<unknown>('connections', []);
  const sample = new ConfigValue('showSample', true);
  const detectLogFiles = new ConfigValue('detectLogFiles', true);
  subscriptions.push(log, connectionSetting, sample, detectLogFiles);

  const connections = new Connections(
    {
      read: () => connectionSetting.value,
      write: (list) => connectionSetting.write(list),
      onDidChange: connectionSetting.onDidChange,
    },
    { sample: () => new SampleSource(), aws: (connection) => new CloudWatchSource(connection) },
  );
  const streams = new StreamDocuments((name) => connections.source(name), clock, report);
  const decoded = new DecodedDocuments(streams, clock, report);
  const audit = new AuditDocuments();
  const tree = new ClusterTree(
    connections,
    sample,
    (node) => ({
      command: 'cloudhsm.openStream',
      title: vscode.l10n.t('Open Stream'),
      arguments: [node],
    }),
    report,
    new StreamTime(clock, vscode.env.language),
  );
  const view = vscode.window.createTreeView('cloudhsm.clusters', { treeDataProvider: tree });
  subscriptions.push(
    connections,
    streams,
    decoded,
    tree,
    connections.onDidChange(() => {
      streams.connectionsChanged();
      tree.refresh();
    }),
    sample.onDidChange(() => tree.refresh()),
    view,
    tree.message.onDidChange((message) => {
      view.message = message ?? '';
    }),
    vscode.workspace.registerFileSystemProvider(streamScheme, streams.files, {
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t('A log stream is shown as it is stored. Save As makes a copy.'),
      ),
    }),
    vscode.workspace.registerFileSystemProvider(decodedScheme, decoded.files, {
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t('A decoded view follows its log. Save As makes a copy.'),
      ),
    }),
    vscode.languages.registerHoverProvider(auditLanguage, new AuditHover(audit, reader)),
    vscode.languages.registerHoverProvider(
      decodedLanguage,
      new DecodedHover((uri) => decoded.get(uri), reader),
    ),
    new FailureMarks((uri) => decoded.get(uri)),
    new LanguageDetection(detectLogFiles),
  );

  const context: Context = { connections, sample, tree, streams, decoded, audit, log, profiles };
  for (const [name, factory] of Object.entries(commands)) {
    subscriptions.push(
      vscode.commands.registerCommand(`cloudhsm.${name}`, reporting(factory(context), report)),
    );
  }
}
