import { AuditLog } from '../../audit/table/auditLog';
import { fieldOf } from '../../audit/event/auditEvent';
import type { SampleStream } from './story';

/** Something that has a value from a moment on, until the next one. */
export class Steps {
  private readonly times: number[] = [];
  private readonly values: number[] = [];

  constructor(private readonly first: number) {}

  /** @param time Unix ms, not before the last one */
  add(time: number, change: number): void {
    this.times.push(time);
    this.values.push((this.values.at(-1) ?? this.first) + change);
  }

  at(time: number): number {
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? this.first : (this.values[low - 1] ?? this.first);
  }
}

/** What the audit log says of how full the cluster was, so that metrics and log agree. */
export interface ClusterHistory {
  /** Users of the cluster, those of AWS among them. */
  readonly users: Steps;
  readonly tokenKeys: Steps;
  readonly sessionKeys: Steps;
  /** Clients that are logged in. */
  readonly clients: Steps;
}

/** Session keys of the sample have handles from here on (workingDays). */
const firstSessionKey = 524_294n;
/** `admin` and the user of AWS. */
const usersAtFirst = 2;

const userChanges: Readonly<Record<string, number>> = {
  CN_CREATE_USER: 1,
  CN_CREATE_CO: 1,
  CN_DELETE_USER: -1,
};

const keyChanges: Readonly<Record<string, number>> = {
  CN_GENERATE_KEY: 1,
  CN_GENERATE_KEY_PAIR: 2,
  CN_UNWRAP_KEY: 1,
  CN_CREATE_OBJECT: 1,
  CN_DESTROY_OBJECT: -1,
  CN_TOMBSTONE_OBJECT: -1,
};

/** How long one command takes to appear on every HSM, in ms. */
const spreadMs = 200;

/** Reads the history off the streams. A command that several HSMs note counts once. */
export function clusterHistory(streams: readonly SampleStream[]): ClusterHistory {
  const history = {
    users: new Steps(usersAtFirst),
    tokenKeys: new Steps(0),
    sessionKeys: new Steps(0),
    clients: new Steps(0),
  };
  const noted = new Map<string, number>();
  const isNew = (what: string, time: number): boolean => {
    const last = noted.get(what);
    noted.set(what, time);
    return last === undefined || time - last > spreadMs;
  };
  for (const { time, opcode, handle, user } of commands(streams)) {
    if (!isNew(`${opcode} ${handle} ${user}`, time)) continue;
    const users = userChanges[opcode];
    const keys = keyChanges[opcode];
    if (users !== undefined) history.users.add(time, users);
    if (keys !== undefined) {
      (handle >= firstSessionKey ? history.sessionKeys : history.tokenKeys).add(time, keys);
    }
    if (opcode === 'CN_LOGIN') history.clients.add(time, 1);
    if (opcode === 'CN_LOGOUT' || opcode === 'CN_APP_FINALIZE') history.clients.add(time, -1);
  }
  return history;
}

interface SampleCommand {
  readonly time: number;
  readonly opcode: string;
  readonly handle: bigint;
  readonly user: string;
}

/** The commands that succeeded, of all HSMs, in the order of time. */
function commands(streams: readonly SampleStream[]): readonly SampleCommand[] {
  const found = streams
    .filter(({ kind }) => kind === 'hsm')
    .flatMap(({ events }) =>
      events.flatMap(({ timestamp, message }): SampleCommand[] => {
        const log = AuditLog.of(message);
        if (log.length === 0) return [];
        const event = log.event(0);
        if (event.kind !== 'audit' || fieldOf(event, 'response')?.code !== 0n) return [];
        const secret = fieldOf(event, 'privateKey')?.number ?? 0n;
        return [
          {
            time: timestamp,
            opcode: fieldOf(event, 'opcode')?.name ?? '',
            handle: secret === 0n ? (fieldOf(event, 'publicKey')?.number ?? 0n) : secret,
            user:
              fieldOf(event, 'targetUserName')?.value ?? fieldOf(event, 'userName')?.value ?? '',
          },
        ];
      }),
    );
  return found.sort((one, other) => one.time - other.time);
}
