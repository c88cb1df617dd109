import { commandTypes, logTypes, opcodes, responses } from './codes';
import type { Coded, EventDetails, EventResponse, EventUser } from './eventText';
import type { Random } from './random';
import type { RecordedHsm } from './recordedHsm';

/** Milliseconds in µs. */
export const ms = (count: number) => BigInt(Math.round(count * 1000));

/** A user of the sample. The newer form prints the id. */
export interface SampleUser {
  readonly id: number;
  readonly name: string;
  readonly type: Coded;
}

interface Place {
  readonly hsm: RecordedHsm;
  readonly connection: number;
}

interface Command {
  readonly opcode: Coded;
  readonly details?: EventDetails;
  readonly logType?: Coded;
  readonly response?: EventResponse;
}

type InternalCommand = Pick<Command, 'details' | 'logType'>;

/** The HSMs that are in the cluster at a moment, and what clients do on them. */
export class SampleCluster {
  members: readonly RecordedHsm[] = [];

  constructor(readonly random: Random) {}

  /** About so many seconds later, to the µs: nobody works to the second. */
  after(usecs: bigint, seconds: number): bigint {
    return usecs + BigInt(Math.round(seconds * this.random.integer(900_000, 1_100_000)));
  }

  /** Opens a client's connections to every HSM, one of which executes its commands. */
  connect(usecs: bigint, primary = this.random.pick(this.members)): SampleClient {
    const places = [primary, ...this.members.filter((member) => member !== primary)].map((hsm) => ({
      hsm,
      connection: hsm.open(),
    }));
    for (const { hsm, connection } of places) {
      // Only the newer devices are known to log the setting-up of the channel.
      if (hsm.make.form.generation !== 'newer') continue;
      hsm.note({
        usecs: usecs - ms(this.random.integer(35, 60)),
        commandType: commandTypes.management,
        opcode: opcodes.encryptSession,
        sessionHandle: hsm.handle(connection, 0),
        response: responses.success,
        logType: logTypes.minimal,
      });
    }
    return new SampleClient(places, this.random);
  }

  /** A command of the service itself, which no client sends. */
  internal(hsm: RecordedHsm, usecs: bigint, opcode: Coded, command: InternalCommand = {}): void {
    const { logType = logTypes.minimal, details } = command;
    hsm.note({
      usecs,
      commandType: opcode.name.startsWith('CN_CERT_AUTH_')
        ? commandTypes.certificateAuthentication
        : commandTypes.management,
      opcode,
      sessionHandle: hsm.handle(0, 1),
      response: responses.success,
      logType,
      ...(details && { details }),
    });
  }

  /** Begins and ends a backup on one HSM. */
  backUp(usecs: bigint, hsm = this.random.pick(this.members)): void {
    this.internal(hsm, usecs, opcodes.backupBegin, { logType: logTypes.backup });
    this.internal(hsm, this.after(usecs, 13), opcodes.backupEnd, { logType: logTypes.backup });
  }
}

/** A client with a connection to every HSM. Its methods give the moment at which they are done, in µs. */
export class SampleClient {
  private readonly places: readonly Place[];
  private readonly random: Random;
  /** Logins and later commands come in different sessions of a connection. */
  private readonly loginSession: number;
  private readonly workSession: number;
  private user: SampleUser | undefined;

  constructor(places: readonly Place[], random: Random) {
    this.places = places;
    this.random = random;
    this.loginSession = random.integer(2, 6);
    this.workSession = this.loginSession - 1;
  }

  /** Logs in on the executing HSM; the login appears on the others 20 to 30 ms later. */
  login(user: SampleUser, usecs: bigint): bigint {
    this.user = user;
    const command = { opcode: opcodes.login, details: { kind: 'user', user } as const };
    let last = usecs;
    for (const [index, place] of this.places.entries()) {
      last = index === 0 ? usecs : usecs + ms(20) + BigInt(this.random.integer(0, 9_999));
      this.note(place, last, command, this.loginSession);
    }
    return last;
  }

  /** A login that the executing HSM refuses; the client does not try the others. */
  failLogin(user: EventUser, usecs: bigint, response: EventResponse): bigint {
    const command = { opcode: opcodes.login, details: { kind: 'user', user } as const, response };
    this.note(this.primary, usecs, command, this.loginSession);
    return usecs;
  }

  /** Gives the connections up; an HSM notes nothing of it when nobody is logged in. */
  close(): void {
    for (const { hsm, connection } of this.places) hsm.close(connection);
  }

  /** Logs out, which only the executing HSM notes. */
  logout(usecs: bigint): bigint {
    return this.leave(usecs, opcodes.logout);
  }

  /** Closes the connection without a logout. */
  finalize(usecs: bigint): bigint {
    return this.leave(usecs, opcodes.appFinalize);
  }

  /** A command that the executing HSM notes. */
  run(usecs: bigint, command: Command): bigint {
    this.note(this.primary, usecs, command, this.workSession);
    return usecs;
  }

  /** A command that the client sends to every HSM, as for users and the quorum. */
  runEverywhere(usecs: bigint, command: Command): bigint {
    let at = usecs;
    for (const place of this.places) {
      this.note(place, at, command, this.workSession);
      at += ms(20) + BigInt(this.random.integer(0, 9_999));
    }
    return at;
  }

  /** A command on users: `target` is created, changed or deleted by the one who is logged in. */
  runOnUser(usecs: bigint, opcode: Coded, target: SampleUser): bigint {
    const user = this.loggedIn;
    return this.runEverywhere(usecs, { opcode, details: { kind: 'user', user, target } });
  }

  /** A command on keys on the executing HSM. */
  runOnKeys(usecs: bigint, opcode: Coded, secret: number, publicKey = 0): bigint {
    return this.run(usecs, { opcode, details: keys(secret, publicKey) });
  }

  /**
   * Makes a token key and copies it: out of the executing HSM 2 to 3 ms later, into every other one
   * another 70 to 90 ms later, under the same handle.
   */
  makeTokenKey(usecs: bigint, opcode: Coded, secret: number, publicKey = 0): bigint {
    let at = this.runOnKeys(usecs, opcode, secret, publicKey);
    for (const handle of [publicKey, secret].filter((key) => key !== 0)) {
      at += ms(2) + BigInt(this.random.integer(0, 999));
      this.runOnKeys(at, opcodes.extractMaskedObject, handle);
      let inserted = at;
      for (const place of this.places.slice(1)) {
        inserted = at + ms(70) + BigInt(this.random.integer(0, 19_999));
        const command = { opcode: opcodes.insertMaskedObject, details: keys(handle, 0) };
        this.note(place, inserted, command, this.workSession);
      }
      at = inserted;
    }
    return at;
  }

  private get primary(): Place {
    const [primary] = this.places;
    if (!primary) throw new Error('A client without an HSM.');
    return primary;
  }

  private get loggedIn(): SampleUser {
    if (!this.user) throw new Error('Nobody is logged in.');
    return this.user;
  }

  private leave(usecs: bigint, opcode: Coded): bigint {
    this.run(usecs, { opcode, details: { kind: 'user', user: this.loggedIn } });
    this.close();
    return usecs;
  }

  private note(place: Place, usecs: bigint, command: Command, session: number): void {
    const { hsm, connection } = place;
    const { opcode, details, response = responses.success } = command;
    hsm.note({
      usecs,
      commandType: commandTypes.management,
      opcode,
      sessionHandle: hsm.handle(connection, session),
      response,
      logType: command.logType ?? logTypeOf(details),
      ...(this.user && { userId: this.user.id }),
      ...(details && { details }),
    });
  }
}

export function keys(secret: number, publicKey: number): EventDetails {
  return { kind: 'keys', secret, public: publicKey };
}

function logTypeOf(details: EventDetails | undefined): Coded {
  switch (details?.kind) {
    case 'keys':
      return logTypes.keys;
    case 'user':
      return logTypes.users;
    case 'sharing':
      return logTypes.sharing;
    case 'clocks':
    case 'lines':
    case undefined:
      return logTypes.minimal;
  }
}
