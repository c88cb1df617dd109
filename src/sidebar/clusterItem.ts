import * as vscode from 'vscode';
import { printable } from '../audit/text/printable';
import type { ClusterFacts, HsmFacts } from '../sources/clusterHealth/healthSource';
import { clusterStanding } from './clusterStanding';
import type { ClusterNode, HsmNode, NoLogsNode } from './nodes';
import { readOut } from './readOut';
import { sizeWords } from '../audit/figures/sizeWords';

/** Audit logs are commonly to be kept for a year or longer; what goes before is a warning. */
const shortRetentionDays = 365;

export function clusterItem(node: ClusterNode): vscode.TreeItem {
  const { cluster, connection } = node;
  // The sample's only cluster costs no request: it is open from the start.
  const item = new vscode.TreeItem(
    printable(cluster.name),
    connection.aws === undefined
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed,
  );
  const arn = cluster.arn === undefined ? '' : '.arn';
  item.contextValue = `cluster${arn}`;
  const facts = connection.facts.of(cluster);
  const expiresSoon = (cluster.retentionDays ?? Infinity) < shortRetentionDays;
  item.iconPath = clusterIcon(node, facts, expiresSoon);
  const short = shortWords(node, facts);
  if (short.length > 0) item.description = short.join(' · ');
  item.tooltip = tooltip(node, facts).join('\n');
  item.accessibilityInformation = { label: [printable(cluster.name), ...short].join(', ') };
  return item;
}

/** An HSM that has written no log stream yet; the others are told by their stream. */
export function hsmItem({ hsm }: HsmNode): vscode.TreeItem {
  const item = new vscode.TreeItem(printable(hsm.id));
  item.contextValue = 'hsm';
  item.iconPath = new vscode.ThemeIcon(
    'circuit-board',
    new vscode.ThemeColor('disabledForeground'),
  );
  item.description = vscode.l10n.t('no log stream yet');
  item.tooltip = [
    printable(hsm.id),
    ...hsmWords(hsm),
    vscode.l10n.t('This HSM has written no log stream yet: the first audit event begins it.'),
  ].join('\n');
  readOut(item);
  return item;
}

/** Why a cluster may have no log group, or the way to the check. A row has room for a few words only. */
export function noLogsItem(node: NoLogsNode): vscode.TreeItem {
  const { label, sentence } = noLogsWords(node);
  const item = new vscode.TreeItem(label);
  item.contextValue = 'noLogs';
  item.iconPath = new vscode.ThemeIcon(node.reason === 'check' ? 'checklist' : 'info');
  item.description = sentence;
  item.tooltip = `${label} ${sentence}`;
  item.accessibilityInformation = { label: item.tooltip };
  if (node.reason === 'check') {
    item.command = {
      command: 'cloudhsm.checkLogs',
      title: label,
      arguments: [node.parent],
    };
  }
  return item;
}

/** State, zone and address of an HSM, as far as they are known. */
export function hsmWords({ state, stateMessage, zone, address }: HsmFacts): readonly string[] {
  return [
    ...(state === undefined ? [] : [vscode.l10n.t('State: {0}', printable(state))]),
    ...(stateMessage === undefined ? [] : [printable(stateMessage, 300)]),
    ...(zone === undefined ? [] : [vscode.l10n.t('Zone: {0}', printable(zone))]),
    ...(address === undefined ? [] : [vscode.l10n.t('IP address: {0}', printable(address))]),
  ];
}

function clusterIcon(
  node: ClusterNode,
  facts: ClusterFacts | undefined,
  expiresSoon: boolean,
): vscode.ThemeIcon {
  const warning = new vscode.ThemeColor('problemsWarningIcon.foreground');
  if (facts?.state === 'DEGRADED' || !node.hasLogGroup || expiresSoon) {
    return new vscode.ThemeIcon('server-environment', warning);
  }
  return new vscode.ThemeIcon(
    'server-environment',
    clusterStanding(node) === 'gone' ? new vscode.ThemeColor('disabledForeground') : undefined,
  );
}

/** What has room beside the name, the most important first. */
function shortWords(node: ClusterNode, facts: ClusterFacts | undefined): readonly string[] {
  const { cluster, hasLogGroup } = node;
  const words: string[] = [];
  if (!hasLogGroup) words.push(vscode.l10n.t('no logs'));
  if (clusterStanding(node) === 'gone') words.push(vscode.l10n.t('cluster deleted'));
  // An active cluster is the usual case, and the side bar is narrow.
  if (facts?.state !== undefined && facts.state !== 'ACTIVE') words.push(printable(facts.state));
  if (cluster.retentionDays !== undefined) words.push(expiry(cluster.retentionDays));
  if (facts !== undefined) words.push(hsmCount(facts.hsms.length));
  if (cluster.storedBytes !== undefined) words.push(sizeWords(cluster.storedBytes));
  return words;
}

function tooltip(node: ClusterNode, facts: ClusterFacts | undefined): readonly string[] {
  const { cluster, connection, hasLogGroup } = node;
  const lines: string[] = [];
  if (hasLogGroup) {
    lines.push(vscode.l10n.t('Log group {0}', printable(cluster.logGroup, 520)));
    lines.push(
      cluster.retentionDays === undefined
        ? vscode.l10n.t('Events never expire.')
        : vscode.l10n.t('Events expire after {0} days and are gone then.', cluster.retentionDays),
    );
    if (cluster.storedBytes !== undefined) {
      lines.push(vscode.l10n.t('Stored, compressed: {0}', sizeWords(cluster.storedBytes)));
    }
  } else lines.push(vscode.l10n.t('There is no log group {0}.', printable(cluster.logGroup)));
  if (facts !== undefined) {
    const { state, stateMessage, hsmType, mode, hsms } = facts;
    if (state !== undefined) lines.push(vscode.l10n.t('State: {0}', printable(state)));
    if (stateMessage !== undefined) lines.push(printable(stateMessage, 300));
    if (hsmType !== undefined) lines.push(vscode.l10n.t('Type: {0}', printable(hsmType)));
    if (mode !== undefined) lines.push(vscode.l10n.t('Mode: {0}', printable(mode)));
    for (const { id, zone, address, state: hsmState } of hsms) {
      const parts = [id, zone, address, hsmState].filter((part) => part !== undefined);
      lines.push(parts.map((part) => printable(part)).join(' · '));
    }
  } else if (clusterStanding(node) === 'gone') {
    lines.push(
      vscode.l10n.t(
        'CloudHSM has no cluster of this id in this account and region any more. Its logs stay until they expire.',
      ),
    );
  } else if (connection.facts.error !== undefined) {
    lines.push(vscode.l10n.t('State and HSMs are not known: {0}', connection.facts.error.message));
  }
  return lines;
}

function expiry(days: number): string {
  return days === 1
    ? vscode.l10n.t('expires after 1 day')
    : vscode.l10n.t('expires after {0} days', days);
}

function hsmCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 HSM') : vscode.l10n.t('{0} HSMs', count);
}

function noLogsWords({ reason, parent }: NoLogsNode): {
  readonly label: string;
  readonly sentence: string;
} {
  switch (reason) {
    case 'noHsm':
      return {
        label: vscode.l10n.t('No HSM.'),
        sentence: vscode.l10n.t('Only an HSM writes a log. Create one first.'),
      };
    case 'new':
      return {
        label: vscode.l10n.t('Cluster too new?'),
        sentence: vscode.l10n.t(
          'CloudHSM makes the log group with the first audit event, a few minutes after the first login.',
        ),
      };
    case 'role':
      return {
        label: vscode.l10n.t('Service role missing?'),
        sentence: vscode.l10n.t(
          'Without the service-linked role AWSServiceRoleForCloudHSM CloudHSM cannot write logs.',
        ),
      };
    case 'place':
      return {
        label: vscode.l10n.t('Wrong region?'),
        sentence: vscode.l10n.t(
          'This connection reads {0}. The log group may also have been deleted.',
          parent.connection.aws?.region ?? '',
        ),
      };
    case 'check':
      return {
        label: vscode.l10n.t('Check why'),
        sentence: vscode.l10n.t('there are no logs, step by step'),
      };
  }
}
