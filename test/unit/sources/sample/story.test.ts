import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { type AuditEvent, fieldOf } from '../../../../src/audit/event/auditEvent';
import { clusterName } from '../../../../src/sources/sample/cast';
import { commandTypes, logTypes, opcodes } from '../../../../src/sources/sample/codes';
import { type SampleStream, tellStory } from '../../../../src/sources/sample/story';

const seeds = [1, 2, 3, 20260302];

function digest(seed: number): string {
  return createHash('sha256')
    .update(JSON.stringify(tellStory(seed)))
    .digest('hex');
}

function audit(message: string): AuditEvent {
  const event = AuditLog.of(message).event(0);
  assert.ok(event.kind === 'audit', message);
  return event;
}

function hsms(seed: number): readonly SampleStream[] {
  return tellStory(seed).filter(({ kind }) => kind === 'hsm');
}

interface Told {
  readonly hsm: string;
  readonly usecs: bigint;
  readonly opcode: string;
  readonly response: bigint | undefined;
  readonly secret: bigint | undefined;
  readonly public: bigint | undefined;
  readonly user: string | undefined;
  readonly target: string | undefined;
  readonly handle: bigint;
}

/** Every event of the HSMs, in the order of time. */
function told(seed: number): readonly Told[] {
  return hsms(seed)
    .flatMap(({ name, events }) =>
      events.map(({ message }): Told => {
        const event = audit(message);
        return {
          hsm: name,
          usecs: fieldOf(event, 'time')!.usecs!,
          opcode: fieldOf(event, 'opcode')!.name,
          response: fieldOf(event, 'response')!.code,
          secret: fieldOf(event, 'privateKey')?.number,
          public: fieldOf(event, 'publicKey')?.number,
          user: fieldOf(event, 'userName')?.value,
          target: fieldOf(event, 'targetUserName')?.value,
          handle: fieldOf(event, 'sessionHandle')!.number!,
        };
      }),
    )
    .sort((one, other) => Number(one.usecs - other.usecs));
}

describe('sample story', () => {
  it('tells the same bytes for the same seed, and others for another', () => {
    assert.equal(digest(1), digest(1));
    assert.notEqual(digest(1), digest(2));
  });

  it('has two HSMs, the one that replaces the second, and the certificate stream', () => {
    const streams = tellStory(1);
    assert.deepEqual(
      streams.map(({ kind }) => kind),
      ['hsm', 'hsm', 'hsm', 'certificates'],
    );
    assert.match(clusterName, /^cluster-[2-7a-zA-Z]{11}$/);
    assert.equal(streams[3]!.name, clusterName);
    for (const { name } of streams.slice(0, 3)) assert.match(name, /^hsm-[2-7a-z]{11}$/);
    const events = streams.flatMap((stream) => stream.events);
    assert.ok(events.length >= 300 && events.length <= 700, String(events.length));
  });

  it('numbers every stream from 0 without a gap', () => {
    for (const { name, events } of seeds.flatMap(hsms)) {
      const numbers = events.map(({ message }) => fieldOf(audit(message), 'sequence')!.value);
      assert.deepEqual(
        numbers,
        events.map((_, index) => `0x${index.toString(16)}`),
        name,
      );
    }
  });

  it('says the same time in both forms and as the time of the stored event, in rising order', () => {
    for (const { name, events } of seeds.flatMap(hsms)) {
      let before = 0n;
      for (const { timestamp, message } of events) {
        const time = fieldOf(audit(message), 'time')!;
        assert.equal(time.textUsecs, time.usecs, message);
        assert.equal(BigInt(timestamp), time.usecs! / 1000n);
        assert.ok(time.usecs! > before, `${name}: ${message}`);
        before = time.usecs!;
      }
    }
  });

  it('happens in spring 2026, the attack at 03:12', () => {
    const events = told(1);
    assert.match(new Date(Number(events[0]!.usecs / 1000n)).toISOString(), /^2026-03-02/);
    assert.match(new Date(Number(events.at(-1)!.usecs / 1000n)).toISOString(), /^2026-04-17/);
    const burst = events.filter(({ response }) => response === 163n).slice(0, 7);
    for (const { usecs } of burst) {
      assert.match(new Date(Number(usecs / 1000n)).toISOString(), /^2026-03-12T03:12/);
    }
  });

  it('uses every opcode of its table, each under its own number', () => {
    const seen = new Map<string, Set<bigint | undefined>>();
    for (const { message } of hsms(1).flatMap(({ events }) => events)) {
      const { name, code } = fieldOf(audit(message), 'opcode')!;
      seen.set(name, (seen.get(name) ?? new Set()).add(code));
    }
    const table = Object.values(opcodes);
    assert.deepEqual([...seen.keys()].sort(), table.map(({ name }) => name).sort());
    for (const { name, code } of table) assert.deepEqual([...seen.get(name)!], [BigInt(code)]);
    assert.equal(new Set(table.map(({ code }) => code)).size, table.length);
  });

  it('begins with the initialisation and the activation of the first HSM', () => {
    assert.deepEqual(
      told(1)
        .slice(0, 9)
        .map(({ opcode }) => opcode),
      [
        'CN_INIT_TOKEN',
        'CN_GEN_PSWD_ENC_KEY',
        'CN_CREATE_APPLIANCE_USER',
        'CN_GEN_KEY_ENC_KEY',
        'CN_CERT_AUTH_STORE_CERT',
        'CN_INIT_DONE',
        'CN_LOGIN',
        'CN_CHANGE_PSWD',
        'CN_LOGOUT',
      ],
    );
    const [first] = hsms(1);
    const stored = first!.events.find(({ message }) => message.includes('CERT_AUTH_STORE'))!;
    assert.match(stored.message, /Command Type\(hex\) : CN_CERT_AUTH_CMD \(0x9\)/);
    const activation = first!.events.find(({ message }) => message.includes('CN_CHANGE_PSWD'))!;
    assert.match(activation.message, /User Type : CN_CRYPTO_PRE_OFFICER \(6\)/);
  });

  it('ends the second stream with the marker before the replacement is restored', () => {
    const [, second, replacement] = hsms(1);
    assert.match(
      second!.events.at(-1)!.message,
      /SPECIAL \(0xffff\)\nOpcode\t+: END_MARKER_OPCODE/,
    );
    assert.match(
      replacement!.events[0]!.message,
      /CN_RESTORE_BEGIN.*\n.*\n.*\n.*\nLog type : PART/,
    );
    assert.ok(replacement!.events[0]!.timestamp > second!.events.at(-1)!.timestamp);
    assert.ok(replacement!.events.some(({ message }) => message.includes('CN_RESTORE_END')));
  });

  it('prints the classic form on the first two HSMs and the newer one on the replacement', () => {
    const [first, second, replacement] = hsms(1);
    for (const { message } of [...first!.events, ...second!.events]) {
      assert.ok(!/Version No|User id|Target User/.test(message), message);
    }
    for (const { message } of replacement!.events) assert.match(message, /\nVersion No : 2\n/);
    const deletion = replacement!.events.find(({ message }) => message.includes('CN_DELETE_USER'))!;
    assert.match(deletion.message, /User Name : admin\n.*\nTarget User Name : archive_app\n/);
    const share = replacement!.events.find(({ message }) => message.includes('CN_SHARE_OBJECT'))!;
    assert.match(
      share.message,
      /UNKNOWN_LOG_TYPE \(5\)\nOperation : SHARE \(1\)\nNumber of Users : 2/,
    );
  });

  it('mirrors a login on the other HSM 20 to 30 ms later', () => {
    const logins = told(1).filter(
      ({ opcode, response }) => opcode === 'CN_LOGIN' && response === 0n,
    );
    // Alone on the first HSM before the second one joins.
    const [activation, ...mirrored] = logins;
    assert.equal(activation!.user, 'admin');
    assert.equal(mirrored.length % 2, 0);
    for (let index = 0; index < mirrored.length; index += 2) {
      const [one, other] = mirrored.slice(index, index + 2);
      assert.equal(one!.user, other!.user);
      assert.notEqual(one!.hsm, other!.hsm);
      const apart = other!.usecs - one!.usecs;
      assert.ok(apart >= 20_000n && apart < 30_000n, String(apart));
    }
  });

  it('inserts each key that leaves an HSM into the other one 70 to 90 ms later', () => {
    const events = told(1);
    const extracts = events.filter(({ opcode }) => opcode === 'CN_EXTRACT_MASKED_OBJECT_USER');
    assert.equal(extracts.length, 7);
    for (const extract of extracts) {
      const insert = events.find(
        ({ opcode, secret, usecs }) =>
          opcode === 'CN_INSERT_MASKED_OBJECT_USER' &&
          secret === extract.secret &&
          usecs > extract.usecs,
      )!;
      assert.notEqual(insert.hsm, extract.hsm);
      const apart = insert.usecs - extract.usecs;
      assert.ok(apart >= 70_000n && apart < 90_000n, String(apart));
    }
  });

  it('exports with the key wrapped first, and imports with the wrapping key first', () => {
    const wraps = told(1).filter(({ opcode }) => opcode.includes('WRAP'));
    assert.deepEqual(
      wraps.map(({ opcode, secret }) => `${opcode} ${secret}`),
      [
        'CN_WRAP_KEY 262152',
        'CN_NIST_AES_WRAP 262153',
        'CN_NIST_AES_WRAP 262153',
        'CN_UNWRAP_KEY 262158',
        'CN_NIST_AES_WRAP 262153',
        'CN_UNWRAP_KEY 262161',
      ],
    );
  });

  it('has failed logins for a wrong password and for unknown users', () => {
    const failed = told(1).filter(({ response }) => response !== 0n);
    assert.ok(failed.every(({ opcode }) => opcode === 'CN_LOGIN'));
    const names = (code: bigint) =>
      failed.filter(({ response }) => response === code).map(({ user }) => user);
    assert.deepEqual(names(163n), [...Array<string>(7).fill('admin'), 'archive_app']);
    assert.deepEqual(names(206n), ['root', 'administrator', 'hsmadmin']);
  });

  it('asks for a quorum before a user goes, and has both approve', () => {
    const quorum = told(1)
      .filter(({ opcode }) => /TOKEN$|M_VALUE|DELETE_USER/.test(opcode))
      .filter(({ opcode }) => opcode !== 'CN_INIT_TOKEN')
      .filter(({ hsm }) => hsm.startsWith('hsm-a'))
      .map(({ opcode, user }) => `${opcode} ${user}`);
    assert.deepEqual(quorum, [
      'CN_SET_M_VALUE admin',
      'CN_GET_TOKEN admin',
      'CN_APPROVE_TOKEN security_officer',
      'CN_APPROVE_TOKEN backup_officer',
      'CN_DELETE_USER archive_app',
    ]);
  });

  it('removes a token key from both HSMs and session keys from the one that has them', () => {
    const events = told(1);
    const tombs = events.filter(({ opcode }) => opcode === 'CN_TOMBSTONE_OBJECT');
    assert.deepEqual(
      tombs.map(({ secret }) => secret),
      [262152n, 262152n],
    );
    assert.notEqual(tombs[0]!.hsm, tombs[1]!.hsm);
    for (const gone of events.filter(({ opcode }) => opcode === 'CN_DESTROY_OBJECT')) {
      const made = events.find(
        ({ opcode, secret }) => /GENERATE_KEY$|UNWRAP/.test(opcode) && secret === gone.secret,
      )!;
      assert.equal(made.hsm, gone.hsm);
      assert.ok(made.usecs < gone.usecs);
    }
  });

  it('ends every backup that it begins', () => {
    for (const { events } of hsms(1)) {
      const backups = events
        .map(({ message }) => fieldOf(audit(message), 'opcode')!.name)
        .filter((name) => name.startsWith('CN_BACKUP'));
      assert.ok(backups.length > 0 && backups.length % 2 === 0);
      backups.forEach((name, index) =>
        assert.equal(name, index % 2 === 0 ? 'CN_BACKUP_BEGIN' : 'CN_BACKUP_END'),
      );
    }
  });

  it('never lets two clients hold one connection at the same time', () => {
    for (const seed of seeds) {
      const holders = new Map<string, string>();
      for (const { hsm, handle, opcode, user, target, response } of told(seed)) {
        const connection = `${hsm} ${handle >> 14n}`;
        if (opcode === 'CN_LOGIN' && response === 0n) holders.set(connection, user!);
        if (opcode !== 'CN_LOGOUT' && opcode !== 'CN_APP_FINALIZE') continue;
        assert.equal(target, undefined);
        assert.equal(holders.get(connection), user, `${seed} ${connection}`);
      }
    }
  });

  it('lets only users log in who exist', () => {
    const existing = new Set(['admin', 'app_user']);
    for (const { opcode, user, target, response } of told(1)) {
      if (/^CN_CREATE_(USER|CO)$/.test(opcode)) existing.add(user!);
      if (opcode === 'CN_LOGIN' && response === 0n) assert.ok(existing.has(user!), user);
      if (opcode === 'CN_LOGIN' && response === 206n) assert.ok(!existing.has(user!), user);
      if (opcode === 'CN_DELETE_USER') existing.delete(target ?? user!);
    }
    assert.ok(!existing.has('archive_app'));
  });

  it('builds session handles of one partition each', () => {
    for (const { events } of hsms(1)) {
      const partitions = events
        .map(({ message }) => fieldOf(audit(message), 'sessionHandle')!.number!)
        .filter((handle) => handle !== 0n)
        .map((handle) => handle >> 24n);
      assert.equal(new Set(partitions).size, 1);
    }
  });

  it('prints only the command and log types of its tables', () => {
    const names = (table: object) => Object.values(table).map(({ name }: { name: string }) => name);
    for (const { message } of hsms(1).flatMap(({ events }) => events)) {
      assert.ok(names(commandTypes).includes(fieldOf(audit(message), 'commandType')!.name));
      assert.ok(names(logTypes).includes(fieldOf(audit(message), 'logType')!.name));
    }
  });

  it('stores certificates under handles beyond 2^53, with one failure and one list of attributes', () => {
    const [, , , certificates] = tellStory(1);
    const events = certificates!.events.map(({ message }) => {
      JSON.parse(message);
      const event = AuditLog.of(message).event(0);
      assert.ok(event.kind === 'certificate' && event.complete, message);
      return event;
    });
    const handles = events.map(({ objectHandle }) => objectHandle);
    assert.ok(handles.filter((handle) => handle && handle > 2n ** 53n).length > 5);
    assert.deepEqual(
      events.filter(({ response }) => response !== 'OK').map(({ objectHandle }) => objectHandle),
      [null],
    );
    assert.deepEqual(events.find(({ opCode }) => opCode === 'SetAttributeValues')!.attributes, [
      'Label',
    ]);
    certificates!.events.forEach(({ timestamp }, index) =>
      assert.equal(BigInt(timestamp), events[index]!.timestamp),
    );
  });
});
