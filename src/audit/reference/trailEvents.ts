import type { Fact } from './fact';
import { indexBy, table } from './table';
import { apiPage, userGuide } from './userGuide';

/** The event source of CloudHSM in CloudTrail. */
export const trailEventSource = 'cloudhsm.amazonaws.com';

/** What CloudTrail records of a cluster: a call of the API, or something that the service did itself. */
export interface TrailEventFact extends Fact {
  readonly kind: 'call' | 'service';
  /** In a few words: `Add an HSM`. */
  readonly short: string;
  /** Whether it only reads. */
  readonly readOnly: boolean;
}

function call(name: string, short: string, meaning: string, note?: string): TrailEventFact {
  return {
    name,
    kind: 'call',
    short,
    meaning,
    ...(note !== undefined && { note }),
    readOnly: /^(Describe|List|Get)/.test(name),
    link: apiPage(name),
    source: 'aws-api-reference',
    confidence: 'documented',
  };
}

function service(name: string, short: string, meaning: string, note?: string): TrailEventFact {
  return {
    name,
    kind: 'service',
    short,
    meaning,
    ...(note !== undefined && { note }),
    readOnly: false,
    link: userGuide('get-api-logs-using-cloudtrail'),
    source: 'aws-cloudtrail',
    confidence: 'documented',
  };
}

/** The calls of the CloudHSM API. CloudTrail records those that were rejected too. */
export const trailCalls: readonly TrailEventFact[] = table([
  call(
    'CopyBackupToRegion',
    'Copy a backup to a region',
    'A backup was copied to another region.',
    'A copy in a region that nobody uses can be a theft of keys; whoever restores it still needs a login.',
  ),
  call('CreateCluster', 'Create a cluster', 'A cluster was created, empty or from a backup.'),
  call(
    'CreateHsm',
    'Add an HSM',
    'An HSM was added to a cluster; its log stream begins soon after.',
  ),
  call(
    'DeleteBackup',
    'Delete a backup',
    'A backup was marked as deleted; it can be restored for seven days.',
  ),
  call('DeleteCluster', 'Delete a cluster', 'A cluster without HSMs was deleted.'),
  call(
    'DeleteHsm',
    'Remove an HSM',
    'An HSM was removed from a cluster; its log stream ends, and its events stay.',
  ),
  call(
    'DeleteResourcePolicy',
    'Delete a resource policy',
    'The policy that shares a backup was deleted.',
  ),
  call('DescribeBackups', 'List backups', 'Somebody looked at the backups.'),
  call('DescribeClusters', 'List clusters', 'Somebody looked at the clusters and their HSMs.'),
  call(
    'GetResourcePolicy',
    'Read a resource policy',
    'Somebody read the policy that shares a backup.',
  ),
  call(
    'InitializeCluster',
    'Initialise a cluster',
    "A cluster was claimed: its owner's certificate was stored on the first HSM.",
    'The initialisation events of the first HSM follow it in the audit log.',
  ),
  call('ListTags', 'List tags', 'Somebody read the tags of a cluster or a backup.'),
  call(
    'ModifyBackupAttributes',
    "Change a backup's attributes",
    'A backup was kept from expiring, or let expire again.',
  ),
  call(
    'ModifyCluster',
    'Change a cluster',
    'The type of the HSMs or how long backups are kept was changed.',
    'Backups that are kept for a shorter time are lost earlier.',
  ),
  call(
    'PutResourcePolicy',
    'Set a resource policy',
    'A policy was set that shares a backup with other accounts.',
  ),
  call(
    'RestoreBackup',
    'Restore a deleted backup',
    'A backup that was marked as deleted was taken back.',
  ),
  call('TagResource', 'Add tags', 'Tags were added to a cluster or a backup.'),
  call('UntagResource', 'Remove tags', 'Tags were removed from a cluster or a backup.'),
]);

/** What CloudHSM did by itself, without a call of the API. */
export const trailServiceEvents: readonly TrailEventFact[] = table([
  service(
    'DeleteBackup',
    'Backup expired',
    'CloudHSM marked a backup as deleted because it is older than the cluster keeps backups.',
    'A call of the API has the same name; the type of the event tells them apart.',
  ),
  service(
    'BackupDeletedPermanently',
    'Backup gone for good',
    'A backup that was marked as deleted is gone and cannot be restored any more.',
  ),
  service(
    'MigrationStart',
    'Migration begins',
    'The move of a cluster to another type of HSM has begun.',
  ),
  service(
    'MigrationEnd',
    'Migration ends',
    'The move of a cluster to another type of HSM has ended.',
  ),
  service(
    'RollbackStart',
    'Rollback begins',
    'The way back from a move to another type of HSM has begun.',
  ),
  service(
    'RollbackEnd',
    'Rollback ends',
    'The way back from a move to another type of HSM has ended.',
  ),
]);

/** Names that other services have for calls of their own, so often that a page of them would hold none of CloudHSM. */
const sharedNames = new Set(['TagResource', 'UntagResource']);

/** The names of what changes a cluster or a backup and can be looked up by name. */
export const changeNames: readonly string[] = [
  ...new Set(
    [...trailCalls, ...trailServiceEvents].flatMap(({ name, readOnly }) =>
      readOnly || sharedNames.has(name) ? [] : [name],
    ),
  ),
];

const callsByName = indexBy(trailCalls, ({ name }) => name);
const serviceEventsByName = indexBy(trailServiceEvents, ({ name }) => name);

/** @param isServiceEvent the same name can be a call and a service event */
export function trailEventByName(
  name: string,
  isServiceEvent: boolean,
): TrailEventFact | undefined {
  return (isServiceEvent ? serviceEventsByName : callsByName).get(name);
}
