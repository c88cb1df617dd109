import { trailEventSource } from '../reference/trailEvents';

/** What CloudTrail recorded. Every text of it is hostile: callers choose user agents, names and parameters. */
export interface TrailEvent {
  /** Unix ms; NaN where the record has no time that can be read. */
  readonly time: number;
  readonly name: string;
  /** `cloudhsm.amazonaws.com` */
  readonly source: string;
  /** The service did it by itself: no call of the API. */
  readonly isServiceEvent: boolean;
  /** Who acted, in the words of the record: a user, a role and its session, a service. */
  readonly who: string | undefined;
  readonly identity: TrailIdentity;
  readonly address: string | undefined;
  readonly agent: string | undefined;
  readonly region: string | undefined;
  /** The things that the event is about, by their ids, the most exact first. */
  readonly targets: readonly string[];
  /** What was asked for: the region that a backup is copied to, how long backups are kept. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** Why it was rejected, in the words of the record: a code where there is one. Undefined where it was accepted. */
  readonly rejection: string | undefined;
  readonly errorMessage: string | undefined;
  /** For an HSM that was added or removed: where its log stream begins or ends. */
  readonly stream:
    { readonly cluster: string; readonly hsm: string; readonly end: 'begins' | 'ends' } | undefined;
  readonly id: string | undefined;
}

export interface TrailIdentity {
  readonly type: string | undefined;
  readonly arn: string | undefined;
  readonly account: string | undefined;
  readonly mfa: string | undefined;
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether a JSON value is a record of CloudTrail. */
export function isTrailRecord(value: unknown): value is Members {
  const { eventName, eventSource, eventTime } = membersOf(value);
  return [eventName, eventSource, eventTime].every((member) => typeof member === 'string');
}

export function isCloudHsmEvent({ source }: TrailEvent): boolean {
  return source === trailEventSource;
}

/** Whether an event is on a cluster, or may be: one that names none, such as one on a backup, may be of any. */
export function mayConcern({ targets }: TrailEvent, cluster: string): boolean {
  const clusters = targets.filter((target) => target.startsWith('cluster-'));
  return clusters.length === 0 || clusters.includes(cluster);
}

/** Reads a record. What it does not have is undefined; nothing is refused. */
export function trailEvent(record: Members): TrailEvent {
  const user = membersOf(record.userIdentity);
  const session = membersOf(user.sessionContext);
  const name = text(record.eventName) ?? '';
  const isServiceEvent = record.eventType === 'AwsServiceEvent';
  const rejection = rejectionOf(name, record);
  return {
    time: Date.parse(text(record.eventTime) ?? ''),
    name,
    source: text(record.eventSource) ?? '',
    isServiceEvent,
    who: whoOf(user, session),
    identity: {
      type: text(user.type),
      arn: text(user.arn),
      account: text(user.accountId),
      mfa: text(membersOf(session.attributes).mfaAuthenticated),
    },
    address: text(record.sourceIPAddress),
    agent: text(record.userAgent),
    region: text(record.awsRegion),
    targets: targetsOf(record),
    parameters: parametersOf(record),
    rejection,
    errorMessage: text(record.errorMessage),
    stream: isServiceEvent || rejection !== undefined ? undefined : streamOf(name, record),
    id: text(record.eventID),
  };
}

/**
 * A sign-in that failed has no code, but a message, or the outcome under its own name. Source: CloudTrail User
 * Guide, "AWS Management Console sign-in events".
 */
function rejectionOf(name: string, record: Members): string | undefined {
  const outcomes = [record.responseElements, record.serviceEventDetails].map(
    (part) => membersOf(part)[name],
  );
  return (
    text(record.errorCode) ??
    text(record.errorMessage) ??
    (outcomes.includes('Failure') ? 'Failure' : undefined)
  );
}

/** `HsmAdmin/operator` for a role and its session; a user's name; a service. */
function whoOf(user: Members, session: Members): string | undefined {
  const arn = text(user.arn);
  const role = text(membersOf(session.sessionIssuer).userName);
  const sessionName = arn?.includes(':assumed-role/') === true ? arn.split('/').pop() : undefined;
  if (role !== undefined) return sessionName === undefined ? role : `${role}/${sessionName}`;
  return (
    text(user.userName) ??
    (user.type === 'Root' ? 'root' : undefined) ??
    arn?.slice(arn.indexOf('/') + 1) ??
    text(user.invokedBy) ??
    text(user.principalId)
  );
}

/** Ids of CloudHSM, of whatever member. */
const cloudHsmId = /^(?:hsm|backup|cluster)-[0-9a-zA-Z]{1,32}$/;
/** A policy names its backup by its ARN, and so does what the service did by itself. */
const cloudHsmArn =
  /^arn:[a-z-]+:cloudhsm:[^:]*:[^:]*:(?:hsm|backup|cluster)\/((?:hsm|backup|cluster)-[0-9a-zA-Z]{1,32})$/;
/** Parameters are shallow; deeper than this is nobody's. */
const deepest = 6;
/** So many are shown. */
const mostParameters = 12;

function targetsOf(record: Members): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown, depth: number): void => {
    const id = typeof value === 'string' ? idIn(value) : undefined;
    if (id !== undefined) found.add(id);
    else if (typeof value === 'object' && value !== null && depth < deepest) {
      for (const member of Object.values(value)) look(member, depth + 1);
    }
  };
  look(record.requestParameters, 0);
  look(record.responseElements, 0);
  look(record.serviceEventDetails, 0);
  look(record.resources, 0);
  const rank = (id: string): number =>
    ['hsm-', 'backup-', 'cluster-'].findIndex((kind) => id.startsWith(kind));
  return [...found].sort((one, other) => rank(one) - rank(other));
}

function idIn(text: string): string | undefined {
  return cloudHsmId.test(text) ? text : cloudHsmArn.exec(text)?.[1];
}

/** Single values of the request, by the names that lead to them: `destinationRegion`, `tagList.0.key`. */
function parametersOf(record: Members): readonly (readonly [name: string, value: string])[] {
  const found: (readonly [string, string])[] = [];
  const look = (value: unknown, name: string, depth: number): void => {
    if (found.length >= mostParameters) return;
    if (typeof value === 'object' && value !== null) {
      if (depth >= deepest) return;
      for (const [member, own] of Object.entries(value)) {
        look(own, name === '' ? member : `${name}.${member}`, depth + 1);
      }
    } else if (['string', 'number', 'boolean'].includes(typeof value)) {
      found.push([name, String(value)]);
    }
  };
  look(record.requestParameters, '', 0);
  return found;
}

function streamOf(name: string, record: Members): TrailEvent['stream'] {
  if (name !== 'CreateHsm' && name !== 'DeleteHsm') return undefined;
  const request = membersOf(record.requestParameters);
  const response = membersOf(record.responseElements);
  const made = membersOf(response.hsm);
  const cluster = text(made.clusterId) ?? text(request.clusterId);
  const hsm = text(made.hsmId) ?? text(response.hsmId) ?? text(request.hsmId);
  if (cluster === undefined || hsm === undefined) return undefined;
  if (!cloudHsmId.test(cluster) || !cloudHsmId.test(hsm)) return undefined;
  return { cluster, hsm, end: name === 'CreateHsm' ? 'begins' : 'ends' };
}
