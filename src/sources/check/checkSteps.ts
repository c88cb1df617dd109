import * as l10n from '@vscode/l10n';
import {
  clusterId,
  isInService,
  serviceRoleName,
  type ClusterFacts,
} from '../clusterHealth/healthSource';
import type { HumanError } from '../humanError';
import type { Cluster, LogStream, StreamName } from '../logSource';

/**
 * The steps of the check of why a cluster has no logs: what was found becomes an outcome, a sentence and
 * a remedy. Facts: AWS CloudHSM User Guide, "Viewing audit logs" and "Troubleshooting: audit logs do not
 * appear"; "Service-linked roles".
 */

/** `unknown`: it could not be learned, for want of a permission or because a step before it failed. */
export type CheckOutcome = 'passed' | 'failed' | 'unknown';

/** A step of the check. */
export interface CheckStep {
  /** What is asked: `The cluster exists`. */
  readonly title: string;
  readonly outcome: CheckOutcome;
  /** What was found, a sentence or two. */
  readonly finding: string;
  /** What to do, for a step that did not pass. */
  readonly remedy?: string;
  /** A command of the AWS CLI that does it or shows more. */
  readonly command?: string;
}

/** What a step asked for, or why it could not be had. */
export type Attempt<Value> = { readonly value: Value } | { readonly error: HumanError };

/** Source: AWS CloudHSM API Reference, Cluster, State. */
const notYetInitialized = new Set([
  'CREATE_IN_PROGRESS',
  'UNINITIALIZED',
  'INITIALIZE_IN_PROGRESS',
]);

const dayMs = 24 * 60 * 60 * 1000;
/** HSMs that are used have a login more often than that. */
const quietDays = 7;

/** A command of the AWS CLI with the region and profile of the connection. */
export type Command = (...words: readonly string[]) => string;

/** A step that could not be taken, with the sentence that says why. */
function untaken(title: string, { message, nature }: HumanError): CheckStep {
  return { title, outcome: nature === 'signIn' ? 'failed' : 'unknown', finding: message };
}

export function clusterStep(
  cluster: Cluster,
  facts: Attempt<ClusterFacts | undefined>,
  region: string | undefined,
  aws: Command,
): CheckStep {
  const title = l10n.t('The cluster exists and is activated');
  if ('error' in facts) return untaken(title, facts.error);
  const id = clusterId(cluster);
  const place = region ?? l10n.t('this region');
  const found = facts.value;
  if (found === undefined) {
    return {
      title,
      outcome: 'failed',
      finding: l10n.t('CloudHSM has no cluster {0} in {1}.', id, place),
      remedy: l10n.t(
        'Look for it in the other regions and accounts that you use, and correct the connection. The logs of a deleted cluster stay until their retention ends.',
      ),
      command: aws('cloudhsmv2', 'describe-clusters'),
    };
  }
  const state = found.state ?? l10n.t('in a state that is not said');
  if (found.state === 'DELETED' || found.state === 'DELETE_IN_PROGRESS') {
    return {
      title,
      outcome: 'failed',
      finding: l10n.t('Cluster {0} is {1}: nothing writes a log any more.', id, state),
      remedy: l10n.t('What it has logged stays in its log group until the retention ends.'),
    };
  }
  if (found.hsms.length === 0) {
    return {
      title,
      outcome: 'failed',
      finding: l10n.t('Cluster {0} is {1} and has no HSM: nothing writes a log.', id, state),
      remedy: l10n.t('Create an HSM in the cluster.'),
      command: aws('cloudhsmv2', 'create-hsm', '--cluster-id', id, '--availability-zone', 'ZONE'),
    };
  }
  if (found.state !== undefined && notYetInitialized.has(found.state)) {
    return {
      title,
      outcome: 'failed',
      finding: l10n.t('Cluster {0} is {1}: it has no users yet that could do anything.', id, state),
      remedy: l10n.t('Initialize and activate the cluster.'),
    };
  }
  if (found.state === 'INITIALIZED') {
    return {
      title,
      outcome: 'failed',
      finding: l10n.t('Cluster {0} is {1} but not activated: nobody can log in yet.', id, state),
      remedy: l10n.t(
        'Activate the cluster with cloudhsm-cli: set the password of its administrator.',
      ),
    };
  }
  const hsms = found.hsms.length === 1 ? l10n.t('1 HSM') : l10n.t('{0} HSMs', found.hsms.length);
  return {
    title,
    outcome: 'passed',
    finding: l10n.t('Cluster {0} is {1} and has {2}.', id, state, hsms),
  };
}

export function groupStep(
  { logGroup }: Cluster,
  group: Attempt<Cluster | undefined>,
  region: string | undefined,
  aws: Command,
): CheckStep {
  const title = l10n.t('The log group exists in this region');
  if ('error' in group) return untaken(title, group.error);
  const place = region ?? l10n.t('this region');
  if (group.value !== undefined) {
    return { title, outcome: 'passed', finding: l10n.t('{0} is there.', logGroup) };
  }
  return {
    title,
    outcome: 'failed',
    finding: l10n.t('There is no log group {0} in {1}.', logGroup, place),
    remedy: l10n.t(
      'CloudHSM makes it with the first audit event of the cluster. Check the region, then the service-linked role below; a cluster that is minutes old may have to wait.',
    ),
    command: aws('logs', 'describe-log-groups', '--log-group-name-prefix', logGroup),
  };
}

/** @param role the ARN of the service-linked role; undefined where the account has none */
export function roleStep(
  role: Attempt<string | undefined>,
  hasGroup: boolean | undefined,
  aws: Command,
): CheckStep {
  const title = l10n.t('CloudHSM may write logs (service-linked role)');
  if ('error' in role) {
    const taken = untaken(title, role.error);
    // Only CloudHSM makes that log group, by that role.
    const made = l10n.t('The log group shows that CloudHSM has had the role {0}.', serviceRoleName);
    return {
      ...taken,
      ...(hasGroup === true && { finding: `${taken.finding} ${made}` }),
      remedy: l10n.t('Look for the role, or let somebody do so who may.'),
      command: aws('iam', 'get-role', '--role-name', serviceRoleName),
    };
  }
  if (role.value !== undefined) {
    return { title, outcome: 'passed', finding: l10n.t('The role {0} is there.', role.value) };
  }
  return {
    title,
    outcome: 'failed',
    finding: l10n.t(
      'The account has no role {0}: without it CloudHSM writes no logs. Clusters from before 20 January 2018 do not have it by themselves.',
      serviceRoleName,
    ),
    remedy: l10n.t('Create the role. It needs the permission iam:CreateServiceLinkedRole.'),
    command: aws(
      'iam',
      'create-service-linked-role',
      '--aws-service-name',
      'cloudhsm.amazonaws.com',
    ),
  };
}

export function streamStep(
  facts: Attempt<ClusterFacts | undefined>,
  streams: Attempt<readonly LogStream[]>,
  hasGroup: boolean | undefined,
): CheckStep {
  const title = l10n.t('Each HSM has a log stream');
  if (hasGroup === false) {
    return { title, outcome: 'unknown', finding: l10n.t('Without a log group there are none.') };
  }
  if ('error' in streams) return untaken(title, streams.error);
  const names = new Set(streams.value.map(({ name }) => name));
  if ('error' in facts || facts.value === undefined) {
    const count = streams.value.filter(({ kind }) => kind === 'hsm').length;
    return {
      title,
      outcome: 'unknown',
      finding: l10n.t('There are streams of {0} HSMs; which HSMs there are is not known.', count),
    };
  }
  if (facts.value.hsms.length === 0) {
    return { title, outcome: 'unknown', finding: l10n.t('The cluster has no HSM.') };
  }
  const without = facts.value.hsms.filter(({ id }) => !names.has(id));
  const missing = without.filter(({ state }) => isInService(state)).map(({ id }) => id);
  const others = without.filter(({ state }) => !isInService(state));
  if (missing.length === 0) {
    return {
      title,
      outcome: 'passed',
      finding: [
        ...(others.length < facts.value.hsms.length
          ? [l10n.t('All HSMs that are in service have one.')]
          : []),
        ...others.map(({ id, state = '' }) => l10n.t('{0} is {1} and has none.', id, state)),
      ].join(' '),
    };
  }
  return {
    title,
    outcome: 'failed',
    finding: l10n.t('No log stream for {0}.', missing.join(', ')),
    remedy: l10n.t(
      'A new HSM has none before its first event. For one that has been used for a while, ask AWS Support.',
    ),
  };
}

export function retentionStep(
  { logGroup }: Cluster,
  group: Attempt<Cluster | undefined>,
  hasGroup: boolean | undefined,
  aws: Command,
): CheckStep {
  const title = l10n.t('Events are kept');
  if ('error' in group) return untaken(title, group.error);
  if (hasGroup !== true) {
    return { title, outcome: 'unknown', finding: l10n.t('Without the log group it is not known.') };
  }
  const days = group.value?.retentionDays;
  if (days === undefined) {
    return { title, outcome: 'passed', finding: l10n.t('Events never expire.') };
  }
  return {
    title,
    outcome: 'passed',
    finding: l10n.t('Events expire after {0} days: older ones are gone.', days),
    remedy: l10n.t('Audit logs are often to be kept for years. This keeps new ones for ever:'),
    command: aws('logs', 'delete-retention-policy', '--log-group-name', logGroup),
  };
}

/** A stream of an HSM that is in the cluster, or may be: not of certificates, nor of an HSM that is gone. */
function livingStreams(
  facts: Attempt<ClusterFacts | undefined>,
  streams: readonly LogStream[],
): readonly LogStream[] {
  const hsms = 'error' in facts ? undefined : facts.value?.hsms;
  return streams.filter(
    ({ kind, name }) =>
      kind === 'hsm' && (hsms?.some(({ id, state }) => id === name && isInService(state)) ?? true),
  );
}

export function newestStep(
  facts: Attempt<ClusterFacts | undefined>,
  streams: Attempt<readonly LogStream[]>,
  group: Attempt<Cluster | undefined>,
  now: number,
): CheckStep {
  const title = l10n.t('There are events');
  if ('error' in streams) return untaken(title, streams.error);
  const living = livingStreams(facts, streams.value);
  const times = living.flatMap(({ lastEventTime }) => lastEventTime ?? []);
  if (times.length === 0) {
    return {
      title,
      outcome: 'failed',
      finding: l10n.t('No log stream of an HSM of the cluster has an event.'),
      remedy: l10n.t(
        'Only management commands are logged. Log in to an HSM with cloudhsm-cli: a minute later that login is an event.',
      ),
    };
  }
  const newest = Math.max(...times);
  const time = new Date(newest).toISOString().replace('T', ' ').slice(0, 19);
  const days = Math.floor((now - newest) / dayMs);
  const retention = 'error' in group ? undefined : group.value?.retentionDays;
  if (retention !== undefined && days >= retention) {
    return {
      title,
      outcome: 'failed',
      finding: l10n.t('The newest event was at {0} UTC, {1}, and has expired.', time, ago(days)),
      remedy: l10n.t('Keep events longer. Those that have expired cannot be brought back.'),
    };
  }
  const finding = l10n.t('The newest event is of {0} UTC, {1}.', time, ago(days));
  const quiet = living.filter(
    ({ lastEventTime }) => now - (lastEventTime ?? -Infinity) > (quietDays + 1) * dayMs,
  );
  // Where the HSMs are not known, a quiet one beside others is most likely gone.
  const isKnown = !('error' in facts) && facts.value !== undefined;
  if (quiet.length === 0 || (!isKnown && quiet.length < living.length)) {
    return { title, outcome: 'passed', finding };
  }
  // Nobody may have used it, so that this is no failure; nor is it known that logs are written.
  return {
    title,
    outcome: 'unknown',
    finding: `${finding} ${l10n.t(
      'Silent for more than a week: {0}.',
      quiet.map(({ name }) => name).join(', '),
    )}`,
    remedy: l10n.t(
      'Log in to it with cloudhsm-cli: a minute later that login is an event. If somebody has logged in since its newest event, that login is missing; ask AWS Support.',
    ),
  };
}

function ago(days: number): string {
  if (days < 1) return l10n.t('less than a day ago');
  return days === 1 ? l10n.t('1 day ago') : l10n.t('{0} days ago', days);
}

/** What else the extension asks of logs. Trying most of it would start a session or a query that is paid for. */
const untriedActions = [
  'logs:StartLiveTail',
  'logs:StartQuery',
  'logs:GetQueryResults',
  'logs:StopQuery',
  'logs:GetLogRecord',
];

/** @param read undefined without a stream to try it with; likewise `newest` */
export function readStep(
  newest: StreamName | undefined,
  read: Attempt<void> | undefined,
): CheckStep {
  const title = l10n.t('You may read the events');
  if (newest === undefined || read === undefined) return untried(title);
  if ('error' in read) return denied(title, read.error);
  return {
    title,
    outcome: 'passed',
    finding: l10n.t('The newest page of stream {0} was read.', newest.name),
  };
}

/** @param searched undefined without a stream to try it with */
export function searchStep(searched: Attempt<void> | undefined): CheckStep {
  const title = l10n.t('You may search the events');
  if (searched === undefined) return untried(title);
  if ('error' in searched) return denied(title, searched.error);
  return {
    title,
    outcome: 'passed',
    finding: l10n.t(
      'A search was answered. Live tail and queries need more, which was not tried: {0}.',
      untriedActions.join(', '),
    ),
  };
}

function untried(title: string): CheckStep {
  return {
    title,
    outcome: 'unknown',
    finding: l10n.t('Without a log stream it cannot be tried.'),
  };
}

function denied(title: string, error: HumanError): CheckStep {
  const taken = untaken(title, error);
  // Too many requests or no network say nothing of what is allowed.
  return error.nature === 'passing'
    ? { ...taken, remedy: l10n.t('Run the check again in a minute.') }
    : { ...taken, outcome: 'failed' };
}
