import * as vscode from 'vscode';
import { printable } from '../audit/text/printable';
import { defaultLogGroupPrefix } from '../sources/connections/connection';
import { alarmItem, healthItem, metricItem, readingItem } from './healthItems';
import { clusterItem, hsmItem, hsmWords, noLogsItem } from './clusterItem';
import { streamStanding } from './clusterStanding';
import type {
  ConnectionNode,
  EndpointNode,
  FilterNode,
  MessageNode,
  MoreNode,
  Node,
  StreamNode,
} from './nodes';
import { readOut } from './readOut';
import type { StreamTime } from './streamTime';

/** What a click on a stream runs. */
export type StreamOpener = (node: StreamNode) => vscode.Command;

/** How a node looks. Names come from outside: they are shown as plain text everywhere. */
export function treeItem(node: Node, openStream: StreamOpener, time: StreamTime): vscode.TreeItem {
  const item = itemOf(node, openStream, time);
  item.id = nodeId(node);
  return item;
}

function itemOf(node: Node, openStream: StreamOpener, time: StreamTime): vscode.TreeItem {
  switch (node.kind) {
    case 'connection':
      return connectionItem(node);
    case 'cluster':
      return clusterItem(node);
    case 'stream':
      return streamItem(node, openStream, time);
    case 'health':
      return healthItem(node, time);
    case 'metric':
      return metricItem(node, time);
    case 'reading':
      return readingItem(node, time);
    case 'alarm':
      return alarmItem(node, time);
    case 'hsm':
      return hsmItem(node);
    case 'noLogs':
      return noLogsItem(node);
    case 'filter':
      return filterItem(node);
    case 'endpoint':
      return endpointItem(node);
    case 'more':
      return moreItem(node);
    case 'message':
      return messageItem(node);
  }
}

/** Ids are stable, so that what is open and selected stays so after a refresh. */
export function nodeId(node: Node): string {
  switch (node.kind) {
    case 'connection':
      return JSON.stringify([node.name]);
    case 'cluster':
      return JSON.stringify([node.connection.name, node.cluster.logGroup]);
    case 'stream':
      return JSON.stringify([
        node.parent.connection.name,
        node.parent.cluster.logGroup,
        node.stream.name,
      ]);
    case 'health':
      return `health ${nodeId(node.parent)}`;
    case 'metric':
      return `${node.reading.metric.name} ${nodeId(node.parent)}`;
    case 'reading':
      return JSON.stringify([node.reading.hsm, nodeId(node.parent)]);
    case 'alarm':
      return `alarm ${JSON.stringify(node.alarms[0].name)} ${nodeId(node.parent)}`;
    case 'hsm':
      return `hsm ${JSON.stringify(node.hsm.id)} ${nodeId(node.parent)}`;
    case 'noLogs':
      return `no logs ${node.reason} ${nodeId(node.parent)}`;
    case 'filter':
      return `filter ${nodeId(node.parent)}`;
    case 'endpoint':
      return `endpoint ${JSON.stringify([node.endpoint.url, node.endpoint.setBy])} ${nodeId(node.parent)}`;
    case 'more':
      return `more ${nodeId(node.parent)}`;
    case 'message': {
      if (node.parent === undefined) return `message ${node.index}`;
      const count = node.index === undefined ? '' : ` ${node.index}`;
      return `message${count} ${nodeId(node.parent)}`;
    }
  }
}

function connectionItem(node: ConnectionNode): vscode.TreeItem {
  const { name, aws } = node;
  const item = new vscode.TreeItem(
    aws === undefined ? vscode.l10n.t('Sample cluster') : name,
    aws === undefined
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.contextValue = aws === undefined ? 'sample' : 'connection';
  item.iconPath = new vscode.ThemeIcon(aws === undefined ? 'beaker' : 'cloud');
  item.description =
    aws === undefined
      ? vscode.l10n.t('bundled, no network')
      : [aws.profile, aws.region, aws.endpoint]
          .flatMap((part) => (part === undefined ? [] : printable(part)))
          .join(' · ');
  item.tooltip =
    aws === undefined
      ? vscode.l10n.t('A made-up cluster to look around in. It needs no account and no network.')
      : [name, item.description].join('\n');
  readOut(item);
  return item;
}

/** Above the clusters, for nothing in the settings says it. */
function endpointItem({ endpoint: { url, setBy, services } }: EndpointNode): vscode.TreeItem {
  const item = new vscode.TreeItem(printable(url));
  item.contextValue = 'endpoint';
  item.iconPath = new vscode.ThemeIcon('plug');
  item.description = printable(setBy);
  const sentence = vscode.l10n.t(
    'Requests to {0} go to {1}, because {2} says so.',
    services.join(', '),
    item.label as string,
    item.description,
  );
  item.tooltip = sentence;
  item.accessibilityInformation = { label: sentence };
  return item;
}

function streamItem(node: StreamNode, openStream: StreamOpener, time: StreamTime): vscode.TreeItem {
  const { stream, parent } = node;
  const item = new vscode.TreeItem(printable(stream.name, 520));
  item.contextValue = stream.arn === undefined ? 'stream' : 'stream.arn';
  item.command = openStream(node);
  const isEnded = streamStanding(node) === 'gone';
  item.iconPath = new vscode.ThemeIcon(
    streamIcon(stream.kind),
    isEnded ? new vscode.ThemeColor('disabledForeground') : undefined,
  );
  const { lastEventTime } = stream;
  const none = vscode.l10n.t('no events');
  const last = lastEventTime === undefined ? none : time.long(lastEventTime);
  const kind = streamKind(stream.kind);
  // A side bar of the usual width has room for so much beside an HSM's id.
  const short = lastEventTime === undefined ? none : time.short(lastEventTime);
  const hsm = parent.connection.facts
    .of(parent.cluster)
    ?.hsms.find(({ id }) => id === stream.name && stream.kind === 'hsm');
  const zone = hsm?.zone === undefined ? [] : [printable(hsm.zone)];
  const ended = isEnded ? [vscode.l10n.t('ended')] : [];
  item.description = stream.kind === 'hsm' ? [...ended, short, ...zone].join(' · ') : kind;
  item.tooltip = [
    printable(stream.name, 520),
    kind,
    vscode.l10n.t('Last event: {0}', last),
    ...(hsm === undefined ? [] : hsmWords(hsm)),
    ...(isEnded ? [vscode.l10n.t('Ended: this HSM no longer exists. Its events stay.')] : []),
  ].join('\n');
  item.accessibilityInformation = {
    label: [
      vscode.l10n.t('{0}, {1}, last event {2}', printable(stream.name, 520), kind, last),
      ...ended,
      ...zone,
    ].join(', '),
  };
  return item;
}

function streamIcon(kind: StreamNode['stream']['kind']): string {
  switch (kind) {
    case 'hsm':
      return 'circuit-board'; // a lock would look like the mark of a file that is read-only
    case 'certificates':
      return 'verified';
    case 'other':
      return 'output';
  }
}

function streamKind(kind: StreamNode['stream']['kind']): string {
  switch (kind) {
    case 'hsm':
      return vscode.l10n.t('HSM audit log');
    case 'certificates':
      return vscode.l10n.t('certificates');
    case 'other':
      return vscode.l10n.t('other stream');
  }
}

function filterItem(node: FilterNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Filter: {0}', printable(node.text)));
  item.contextValue = 'filter';
  item.iconPath = new vscode.ThemeIcon('filter-filled');
  item.description = vscode.l10n.t('{0} found', node.count);
  item.tooltip = vscode.l10n.t('Only names with this text are shown. Click to change it.');
  readOut(item);
  item.command = {
    command: 'cloudhsm.filterNames',
    title: vscode.l10n.t('Filter by Name'),
    arguments: [node],
  };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Load more…'));
  item.contextValue = 'more';
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = {
    command: 'cloudhsm.loadMore',
    title: vscode.l10n.t('Load more'),
    arguments: [node],
  };
  return item;
}

function messageItem(node: MessageNode): vscode.TreeItem {
  const { error, parent } = node;
  const sentence = error?.message ?? emptySentence(parent);
  const item = new vscode.TreeItem(sentence);
  item.contextValue = error === undefined ? 'message' : `error.${error.remedy ?? 'none'}`;
  item.iconPath =
    error === undefined
      ? new vscode.ThemeIcon('info')
      : new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
  item.tooltip = sentence;
  return item;
}

function emptySentence(parent: MessageNode['parent']): string {
  if (parent?.kind === 'health') return '';
  if (parent?.kind === 'cluster') {
    return vscode.l10n.t('No log streams yet: the first HSM writes one when it starts.');
  }
  return vscode.l10n.t(
    'No log group begins with {0} in this region. Check the region and the prefix.',
    parent?.aws?.logGroupPrefix ?? defaultLogGroupPrefix,
  );
}
