import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldOf, type AuditEvent, type FieldId } from '../../../../src/audit/event/auditEvent';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { jsonText, ndjsonLine } from '../../../../src/audit/export/ndjson';
import { NdjsonWriter } from '../../../../src/audit/export/ndjsonWriter';
import { isoMicroseconds } from '../../../../src/audit/time/moments';
import { opcodeByName } from '../../../../src/audit/reference/opcodes';
import { auditLogs } from '../../../fixtures/auditLogs';
import { streamLogs } from '../../../fixtures/streamLogs';

const origin = {
  cluster: 'cluster-likphkxygsn',
  stream: 'hsm-aaaaaaaaaaa',
  source: { file: 'a.log', line: 1, offset: 0, length: 9 },
};

interface Named {
  readonly name: string;
  readonly code?: string | number;
  readonly known?: boolean;
}

/** A line of the format as a reader sees it. */
type Line = Readonly<Record<string, unknown>> & {
  readonly other?: Readonly<Record<string, string>>;
  readonly warnings?: readonly string[];
};

function line(text: string): Line {
  const log = AuditLog.of(text);
  assert.equal(log.length, 1);
  return JSON.parse(ndjsonLine(log.event(0), text, origin)) as Line;
}

/** What a terminal obeys or what hides text. */
const live = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Every character there is, the halves of some too. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  maxLength: 40,
});

const event = `Time: 03/12/26 03:12:07.140812, usecs:1773285127140812
Version No : 2
Sequence No : 0x1d
Reboot counter : 0xe8
Opcode : CN_LOGIN (0xd)
Command Type(hex) : CN_MGMT_CMD (0x0)
User id : 3
Session Handle : 0x7004004
Response : 163:HSM Error: RET_USER_LOGIN_FAILURE
Log type : MGMT_USER_DETAILS_LOG (2)
Public Key Handle : 0
Priv/Secret Key Handle : 131079
User Name : admin
User Type : CN_CRYPTO_OFFICER (2)
Target User Name : bob
Target User Type : CN_CRYPTO_USER (1)
Target User id : ?
no label at all
`;

describe('an event as a line of JSON', () => {
  it('has the documented keys in the documented order', () => {
    const log = AuditLog.of(event);
    assert.equal(
      ndjsonLine(log.event(0), event, origin),
      [
        '{"v":1,"kind":"audit","cluster":"cluster-likphkxygsn","stream":"hsm-aaaaaaaaaaa"',
        '"time":"2026-03-12T03:12:07.140812Z","timeUsecs":"1773285127140812"',
        '"sequence":"0x1d","rebootCounter":"0xe8"',
        '"commandType":{"name":"CN_MGMT_CMD","code":"0x0"}',
        '"opcode":{"name":"CN_LOGIN","code":"0xd","known":true}',
        '"sessionHandle":"0x7004004"',
        '"response":{"code":163,"text":"HSM Error: RET_USER_LOGIN_FAILURE","success":false}',
        '"logType":{"name":"MGMT_USER_DETAILS_LOG","code":2}',
        '"user":{"name":"admin","type":{"name":"CN_CRYPTO_OFFICER","code":2},"id":"3"}',
        '"targetUser":{"name":"bob","type":{"name":"CN_CRYPTO_USER","code":1},"id":"?"}',
        '"keys":{"private":"131079","public":"0"}',
        '"other":{"Version No":"2"}',
        '"unparsed":["no label at all"]',
        '"source":{"file":"a.log","line":1,"offset":0,"length":9}}',
      ].join(','),
    );
  });

  it('leaves out what the log does not have', () => {
    const log = AuditLog.of('Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\n');
    assert.equal(
      ndjsonLine(log.event(0), log.text, {}),
      '{"v":1,"kind":"audit","time":"2026-03-12T03:12:07.140812Z","timeUsecs":"1773285127140812"}',
    );
  });

  it('writes certificate events with exact handles', () => {
    const text =
      '{"object_handle": 463180677312929947, "op_code": "CreateObject", "response": "OK", "attributes": ["Label"], "timestamp": 1725482483671}';
    const { source, ...rest } = origin;
    assert.equal(
      ndjsonLine(AuditLog.of(text).event(0), text, rest),
      '{"v":1,"kind":"certificate","cluster":"cluster-likphkxygsn","stream":"hsm-aaaaaaaaaaa","time":"2024-09-04T20:41:23.671000Z","timeMs":"1725482483671","objectHandle":"463180677312929947","opCode":"CreateObject","response":"OK","attributes":["Label"]}',
    );
    assert.ok(source);
    const failed = line('{"object_handle": null, "op_code": "CreateObject", "attributes": null}');
    assert.deepEqual([failed.objectHandle, failed.attributes], [null, null]);
  });

  it('makes nothing up of members of another type, and keeps each as printed', () => {
    const odd = line(
      '{"object_handle": 1.5e3, "op_code": null, "response": 7, "attributes": ["a", null, {"a":1}], "timestamp": "17", "op_code": "x", "zz": 1, "zz": 2}',
    );
    for (const key of ['objectHandle', 'opCode', 'response', 'attributes', 'timeMs', 'time']) {
      assert.ok(!Object.hasOwn(odd, key), key);
    }
    assert.deepEqual(odd.other, {
      object_handle: '1.5e3',
      op_code: 'null',
      response: '7',
      attributes: '["a", null, {"a":1}]',
      timestamp: '"17"',
      zz: '1',
    });
    assert.deepEqual(odd.unparsed, ['"op_code": "x"', '"zz": 2']);
    assert.deepEqual(odd.warnings, ['unreadable-value', 'repeated-label']);
  });

  it('reads back as what the decoder says, for every event of every form', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        const log = AuditLog.of(text);
        for (const one of log.events()) {
          const back = JSON.parse(ndjsonLine(one, text, origin)) as Line;
          if (one.kind === 'audit') assertSame(one, back);
          else {
            const handle = one.objectHandle;
            assert.equal(back.objectHandle, handle === null ? null : handle?.toString());
            assert.equal(back.opCode, one.opCode);
            assert.equal(back.response, one.response);
            assert.deepEqual(back.attributes, one.attributes);
            assert.equal(back.timeMs, one.timestamp?.toString());
          }
        }
      }),
    );
  });

  it('keeps what it cannot read, and says so', () => {
    const odd = line(
      'Time: 03/12/26 03:12:07.1\nSequence No : 29\nOpcode : CN_LOGIN (0xe)\nOpcode : CN_LOGOUT (0xe)\nResponse : 99999999999999999999:HSM Error: x\n__proto__ : a\n',
    );
    assert.deepEqual(odd.warnings?.toSorted(), [
      'opcode-mismatch',
      'repeated-label',
      'time-from-text',
      'unreadable-value',
    ]);
    assert.equal(odd.other?.['Sequence No'], '29');
    assert.ok(Object.hasOwn(odd.other, '__proto__'));
    assert.deepEqual(odd.unparsed, ['Opcode : CN_LOGOUT (0xe)']);
    assert.equal(odd.timeUsecs, undefined);
    assert.equal(odd.time, '2026-03-12T03:12:07.100000Z');
  });

  it('keeps a Time line of which a part cannot be read', () => {
    for (const rest of [', usecs:abc', ', usecs:1773285127140812 x', ' (host)']) {
      const odd = line(`Time: 03/12/26 03:12:07.140812${rest}\n`);
      assert.ok(odd.warnings?.includes('unreadable-value'), rest);
      assert.deepEqual(odd.other, { Time: `03/12/26 03:12:07.140812${rest}` });
    }
  });

  it('keeps the time in words where usecs is another moment', () => {
    const odd = line('Time: 03/12/26 03:12:07.000001, usecs:1773285127000002\n');
    assert.deepEqual(odd.warnings, ['time-mismatch']);
    assert.deepEqual(odd.other, { Time: '03/12/26 03:12:07.000001, usecs:1773285127000002' });
  });

  it('keeps a date that does not exist, though usecs says when it was', () => {
    const value = '13/45/26 03:12:07.140812, usecs:1773285127140812';
    const read = line(`Time: ${value}\nSequence No : 0x1\n`);
    assert.equal(read.timeUsecs, '1773285127140812');
    assert.deepEqual(read.warnings, ['unreadable-value']);
    assert.deepEqual(read.other, { Time: value });
  });

  it('holds no character that a terminal obeys or that hides text, and gives each back', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const shown = name.replace(/[\r\n]/g, '').trim();
        const text = `Time: 03/12/26 03:12:07.1, usecs:1\nUser Name : a${shown}\u202e\u0007\u009b\u{e0041}b\n`;
        const event = AuditLog.of(text).event(0) as AuditEvent;
        const json = ndjsonLine(event, text, origin);
        assert.equal(live.exec(json), null);
        assert.equal(live.exec(jsonText(event, text, origin).replaceAll('\n', '')), null);
        const { user } = JSON.parse(json) as { readonly user: Named };
        assert.equal(user.name, fieldOf(event, 'userName')?.value);
      }),
    );
  });

  it('is the same over several lines', () => {
    fc.assert(
      fc.property(auditLogs, ({ text }) => {
        for (const one of AuditLog.of(text).events()) {
          const pretty = jsonText(one, text, origin);
          assert.deepEqual(JSON.parse(pretty), JSON.parse(ndjsonLine(one, text, origin)));
          assert.match(pretty, /^\{\n {2}"v": 1,\n/);
        }
      }),
    );
  });
});

describe('the writer of many events', () => {
  /** Holds the writer to the line of each event, one writer for all. */
  function assertWritesTheSame(writer: NdjsonWriter, text: string): void {
    const log = AuditLog.of(text);
    for (let row = 0; row < log.length; row++) {
      const event = log.event(row);
      const own = text.slice(log.table.start(row), log.table.end(row));
      assert.equal(
        writer.line(own, origin, () => ({ event, text })),
        ndjsonLine(event, text, origin),
      );
    }
  }

  it('writes the same as one that looks at each by itself, in every form', () => {
    const writer = new NdjsonWriter();
    fc.assert(fc.property(auditLogs, ({ text }) => assertWritesTheSame(writer, text)));
  });

  it('writes the same for whole logs, damaged anywhere', () => {
    const writer = new NdjsonWriter();
    const damage = fc.record({
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      cut: fc.nat({ max: 30 }),
      put: fc.constantFrom('', '\n', '\r\n', ' ', '\t', 'x', ': ', '\nOpcode : CN_LOGIN (0xe)\n'),
    });
    fc.assert(
      fc.property(streamLogs, fc.array(damage, { maxLength: 6 }), (log, damages) => {
        let text = log.events.map((event) => `${log.write(event)}\n\n`).join('');
        for (const { at, cut, put } of damages) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + put + text.slice(from + cut);
        }
        assertWritesTheSame(writer, text);
      }),
    );
  });

  it('decodes nothing of an event that is as usual', () => {
    const writer = new NdjsonWriter();
    const own = event.slice(0, event.indexOf('\nno label'));
    const decoded = (): never => assert.fail('decoded');
    const first = AuditLog.of(own).event(0);
    assert.equal(writer.line(own, origin, decoded), ndjsonLine(first, own, origin));
  });
});

/** Every field of the event is in the line, and nothing else. */
function assertSame(event: AuditEvent, back: Line): void {
  const printed = (id: FieldId): string | undefined => fieldOf(event, id)?.value;
  const time = fieldOf(event, 'time')?.usecs;
  assert.equal(back.timeUsecs, time?.toString());
  assert.equal(back.time, time === undefined ? undefined : isoMicroseconds(time));
  assert.equal(back.sequence, printed('sequence'));
  assert.equal(back.rebootCounter, printed('rebootCounter'));
  assert.equal(back.sessionHandle, printed('sessionHandle'));
  const opcode = fieldOf(event, 'opcode')!;
  assert.deepEqual(back.opcode, {
    name: opcode.name,
    code: `0x${opcode.code!.toString(16)}`,
    known: opcodeByName(opcode.name) !== undefined,
  });
  const type = fieldOf(event, 'commandType')!;
  assert.deepEqual(back.commandType, { name: type.name, code: `0x${type.code!.toString(16)}` });
  const logType = fieldOf(event, 'logType')!;
  assert.deepEqual(back.logType, { name: logType.name, code: Number(logType.code) });
  const response = back.response as { code: number; text: string; success: boolean };
  assert.equal(`${response.code}:${response.text}`, printed('response'));
  assert.equal(response.success, fieldOf(event, 'response')?.code === 0n);
  const keys = back.keys as Readonly<Record<string, string>> | undefined;
  assert.equal(keys?.private, printed('privateKey'));
  assert.equal(keys?.public, printed('publicKey'));
  assert.equal(keys?.key, printed('key'));
  const user = back.user as { name?: string; type?: Named; id?: string } | undefined;
  assert.equal(user?.name, printed('userName'));
  assert.equal(user?.id, printed('userId'));
  const target = back.targetUser as { name?: string; type?: Named; id?: string } | undefined;
  assert.equal(target?.name, printed('targetUserName'));
  assert.equal(target?.type?.name, fieldOf(event, 'targetUserType')?.name);
  for (const id of ['versionNo', 'mechanism', 'operation', 'userIds', 'localTime'] as const) {
    const field = fieldOf(event, id);
    if (field !== undefined) assert.equal(back.other?.[field.label], field.value);
  }
}
