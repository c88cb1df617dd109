import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CertificateEvent, FieldId } from '../../../src/audit/event/auditEvent';
import { fieldFacts } from '../../../src/audit/reference/fields';
import { auditLog, auditText, loginOf, newerText, someTime } from '../auditTexts';
import { hoverAt, hoverOn } from './hovers';
import { languageReady, closeEditors, opened } from '../openDocuments';

/** A line of an event and what its hover must say: what the field is, and what this value means. */
type Expectation = readonly [line: string, ...says: RegExp[]];

const user = { name: 'payments_app', type: { name: 'CN_CRYPTO_USER', code: 1 } };
const clocks = auditText({
  opcode: { name: 'CN_LOGOUT', code: 0xe },
  logType: { name: 'TIME_INFO_LOG', code: 16 },
  details: { kind: 'clocks', localUsecs: someTime, hostUsecs: someTime + 39n },
});

const classic = auditLog(
  auditText(),
  auditText({
    sequence: 1,
    opcode: { name: 'CN_WRAP_KEY', code: 0x1a },
    sessionHandle: 0x7014007,
    logType: { name: 'MGMT_KEY_DETAILS_LOG', code: 1 },
    details: { kind: 'keys', secret: 262152, public: 0, key: 262153 },
  }),
  auditText({
    sequence: 5,
    usecs: someTime + 60_000_000n,
    response: { code: 163, verdict: 'error', text: 'RET_USER_LOGIN_FAILURE' },
    details: {
      kind: 'user',
      user: { name: 'admin', type: { name: 'CN_CRYPTO_OFFICER', code: 2 } },
    },
  }),
  auditText({
    sequence: 6,
    opcode: { name: 'CN_DESTROY_OBJECT', code: 0x11 },
    details: { kind: 'keys', secret: 262152, public: 262154 },
  }),
  clocks,
);

const newer = auditLog(
  newerText({
    details: {
      kind: 'user',
      user,
      target: { name: 'retired_app', type: { name: 'CN_CRYPTO_PRE_OFFICER', code: 6 }, id: 9 },
      mechanism: 7,
      mfaEnabled: 'No',
    },
  }),
  newerText({
    sequence: 1,
    opcode: { name: 'CN_SHARE_OBJECT', code: 0x12 },
    details: { kind: 'sharing', operation: { name: 'SHARE', code: 1 }, userIds: [3, 4] },
  }),
  newerText({
    sequence: 2,
    opcode: { name: 'CN_GENERATE_KEY_PAIR', code: 0x19 },
    logType: { name: 'MGMT_KEY_DETAILS_LOG', code: 1 },
    details: { kind: 'keys', secret: 2_490_398, public: 2_490_397 },
  }),
);

/** Every field that is known, in the older form. The type makes the table complete. */
const inClassic: Readonly<Partial<Record<FieldId, Expectation>>> = {
  time: [
    'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812',
    /^Time /,
    /UTC: 2026-03-12T03:12:07\.140812Z/,
    /Local: .*2026/,
    /Relative: /,
  ],
  sequence: ['Sequence No : 0x5', /^Sequence number 0x5/, /Ordinal: event 6/, /grows by one/],
  rebootCounter: ['Reboot counter : 0x107', /^Reboot counter 0x107/, /Decimal: 263/, /rebooted/],
  commandType: ['Command Type(hex) : CN_MGMT_CMD (0x0)', /^Command type/, /management command/],
  opcode: [
    'Opcode : CN_LOGIN (0xd)',
    /^Opcode CN_LOGIN/,
    /Logs a user in/,
    /Category: login/,
    /User lines: The user who did it/,
    /Caused by: .*loginHSM/,
    /\[Documentation\]\(https:\/\/docs\.aws\.amazon\.com\//,
  ],
  sessionHandle: ['Session Handle : 0x7014006', /^Session handle/, /login of the session/],
  response: [
    'Response : 163:HSM Error: RET_USER_LOGIN_FAILURE',
    /^Response 163/,
    /Code: 163 \(0xa3\)/,
    /Text: RET_USER_LOGIN_FAILURE/,
    /Usual cause: .*password/,
    /What to do: /,
  ],
  logType: ['Log type : MGMT_KEY_DETAILS_LOG (1)', /^Log type/, /Lines with key handles follow/],
  privateKey: ['Priv/Secret Key Handle : 262152', /^Private or secret key handle/, /Hex: 0x40008/],
  publicKey: ['Public Key Handle : 0', /^Public key handle 0/, /no key on this side/],
  key: ['Key Handle : 262153', /^Key handle 262153/, /Hex: 0x40009/],
  userName: ['User Name : payments_app', /^User name payments_app/, /login/],
  userType: [
    'User Type : CN_CRYPTO_OFFICER (2)',
    /^User type/,
    /Role: crypto officer \(CO\)/,
    /In CloudHSM CLI: admin/,
  ],
  localTime: ['local time : 03/12/26', /^Local time/, /UTC: 2026-03-12T03:12:07\.140812Z/],
  hostTime: ['host time : 03/12/26', /^Host time/, /UTC: 2026-03-12T03:12:07\.140851Z/],
  propagationDelay: ['propagation delay : usec:39', /^Propagation delay usec:39/, /microseconds/],
};

/** The fields that only newer firmware prints, and some that it prints in another place. */
const inNewer: Readonly<Partial<Record<FieldId, Expectation>>> = {
  versionNo: ['Version No : 2', /^Log format version 2/, /version of the log format/],
  opcode: ['Opcode : CN_SHARE_OBJECT (0x12)', /^Opcode CN_SHARE_OBJECT/, /Category: key/],
  userId: ['User id : 5', /^User id 5/, /the user who acts/],
  userName: ['User Name : payments_app', /^User name/],
  mechanism: ['Mechanism : 7', /^Mechanism 7/, /mechanism of the command/],
  targetUserName: ['Target User Name : retired_app', /^Target user name retired_app/, /was done/],
  targetUserType: [
    'Target User Type : CN_CRYPTO_PRE_OFFICER (6)',
    /^Target user type/,
    /Role: precrypto officer \(PRECO\)/,
    /In CloudHSM CLI: unactivated-admin/,
  ],
  targetUserId: ['Target User id : 9', /^Target user id 9/, /number of the user/],
  mfaEnabled: ['Mfa enabled : No', /^MFA enabled No/, /multi-factor/],
  operation: ['Operation : SHARE (1)', /^Operation SHARE/, /shared or unshared/],
  numberOfUsers: ['Number of Users : 2', /^Number of users 2/, /how many users/],
  userIds: ['UserIDs : 3,4', /^User ids 3,4/, /shared or unshared/],
  publicKey: ['Public Key Handle : 2490397', /^Public key handle/, /Hex: 0x26001d/],
  privateKey: ['Priv/Secret Key Handle : 2490398', /^Private or secret/, /No other event/],
};

const everyField: Readonly<Record<Exclude<FieldId, 'unknown'>, Expectation>> = {
  ...(inNewer as Record<Exclude<FieldId, 'unknown'>, Expectation>),
  ...inClassic,
};

const certificate = {
  text: `{
  "object_handle": 72339069014639683,
  "op_code": "SetAttributeValues",
  "response": "OK",
  "attributes": ["Label", "Id"],
  "timestamp": 1727301010325,
  "x_new": 1
}`,
  fields: {
    objectHandle: [
      '"object_handle": 72339069014639683',
      /72339069014639683/,
      /Hex: 0x101000000000443/,
    ],
    opCode: ['"op_code": "SetAttributeValues"', /^Operation/, /attribute/],
    response: ['"response": "OK"', /^Response/, /succe/i],
    attributes: ['"attributes": ["Label", "Id"]', /^Changed attributes/, /were changed/],
    timestamp: ['"timestamp": 1727301010325', /^Time/, /UTC: 2024-09-25T21:50:10\.325000Z/],
    unknown: ['"x_new": 1', /^Unknown field "x_new"/, /kept as printed/],
  } satisfies Record<CertificateEvent['fields'][number]['id'], Expectation>,
};

describe('the hover in an audit log', () => {
  before(languageReady);
  after(closeEditors);

  it('is tried on every field of the format', () => {
    const known = Object.keys(fieldFacts).filter((id) => id !== 'unknown');
    assert.deepEqual(Object.keys(everyField).sort(), known.sort());
  });

  for (const [form, text, fields] of [
    ['older', classic, inClassic],
    ['newer', newer, inNewer],
  ] as const) {
    describe(`of ${form} firmware`, () => {
      let document: vscode.TextDocument;
      before(async () => {
        document = await opened(`hover/${form}.hsmaudit`, text);
      });

      for (const [id, [line, ...says]] of Object.entries(fields)) {
        it(`says what ${id} is and what its value means`, async () => {
          const { words } = await hoverOn(document, line);
          for (const saying of says) assert.match(words, saying);
        });
      }

      it('covers each field from its label to its value', async () => {
        for (let line = 0; line < document.lineCount; line++) {
          const { text, range } = document.lineAt(line);
          for (const place of [range.start, range.end]) {
            const hover = await hoverAt(document, place);
            assert.deepEqual(
              hover?.range,
              text === '' ? undefined : range,
              `line ${line}: ${text}`,
            );
          }
        }
      });
    });
  }

  describe('of certificate storage', () => {
    let document: vscode.TextDocument;
    before(async () => {
      document = await opened('hover/certificates.hsmaudit', `${certificate.text}\n`);
    });

    for (const [id, [line, ...says]] of Object.entries(certificate.fields)) {
      it(`says what ${id} is and what its value means`, async () => {
        const { words, range } = await hoverOn(document, line);
        for (const saying of says) assert.match(words, saying);
        assert.equal(document.getText(range), line.slice(1), 'from the key to the value');
      });
    }
  });

  it('warns where the text and the microseconds of a time disagree', async () => {
    const text = auditText().replace('03:12:07.140812', '03:12:05.140812');
    const { words } = await hoverOn(await opened('hover/time.hsmaudit', text), 'usecs:');
    assert.match(words, /Warning: the text and usecs disagree by 2\.0 s/);
    assert.match(words, /UTC: 2026-03-12T03:12:07\.140812Z/);
  });

  it('tells of a gap before a sequence number and names the one before', async () => {
    const document = await opened('hover/gap.hsmaudit', classic);
    const { words } = await hoverOn(document, 'Sequence No : 0x5');
    assert.match(words, /Gap: 3 events missing here between 0x1 and this one/);
    const line = document.positionAt(classic.indexOf('Sequence No : 0x1')).line;
    assert.match(words, new RegExp(`Previous here: 0x1 on line ${line}\\b`));
    assert.doesNotMatch((await hoverOn(document, 'Sequence No : 0x6')).words, /Gap/);
  });

  it('names the login of a session and marks it as inferred', async () => {
    const document = await opened('hover/session.hsmaudit', classic);
    const { words } = await hoverOn(document, 'Session Handle : 0x7014007');
    assert.match(words, /Inferred/);
    assert.match(
      words,
      /Login \(inferred\): user "payments_app", 2026-03-12T03:12:07\.140812Z, line 1/,
    );
  });

  it('lists the other events on a key', async () => {
    const document = await opened('hover/key.hsmaudit', classic);
    const { words } = await hoverOn(document, 'Priv/Secret Key Handle : 262152');
    const line = classic.slice(0, classic.indexOf('Sequence No : 0x6')).split('\n').length - 1;
    assert.match(words, /1 other event/);
    assert.match(words, new RegExp(`: 2026-03-12T03:12:07\\.140812Z, line ${line}\\b`));
  });

  it('keeps a key handle of 64 bits exact', async () => {
    const text = auditText({
      details: { kind: 'keys', secret: 18_446_744_073_709_551_615n, public: 0 },
    });
    const { words } = await hoverOn(await opened('hover/wide.hsmaudit', text), '18446744073709');
    assert.match(words, /handle 18446744073709551615/);
    assert.match(words, /Hex: 0xffffffffffffffff/);
  });

  it('says of an unknown opcode that it is unknown, and shows it as printed', async () => {
    const text = auditText({ opcode: { name: 'CN_BACKUP_TWICE_V9', code: 0x7777 } });
    const { words } = await hoverOn(await opened('hover/opcode.hsmaudit', text), 'CN_BACKUP_TWICE');
    assert.match(words, /^Opcode CN_BACKUP_TWICE_V9 \(0x7777\)/);
    assert.match(words, /Unknown opcode/);
    assert.match(words, /a guess/);
  });

  it('says of an unknown label that it is unknown', async () => {
    const text = `${auditText()}\nQuantum state : both`;
    const { words } = await hoverOn(await opened('hover/label.hsmaudit', text), 'Quantum state');
    assert.match(words, /Unknown label "Quantum state"/);
  });

  it('says of a response that no table has that the command failed', async () => {
    const text = auditText({ response: { code: 4711, verdict: 'error', text: 'NEW' } });
    const { words } = await hoverOn(await opened('hover/response.hsmaudit', text), 'HSM Error');
    assert.match(words, /The command failed/);
    assert.match(words, /Code: 4711 \(0x1267\)/);
  });

  it('reads lines that end as on Windows', async () => {
    const text = auditLog(auditText(), loginOf('signing_app')).replaceAll('\n', '\r\n');
    const { words, range } = await hoverOn(
      await opened('hover/crlf.hsmaudit', text),
      'signing_app',
    );
    assert.match(words, /^User name signing_app\n/);
    assert.equal(range.isSingleLine, true);
  });

  it('says nothing between events and in other text', async () => {
    const document = await opened('hover/between.hsmaudit', `note to self\n\n${auditText()}\n`);
    assert.equal(await hoverAt(document, new vscode.Position(0, 3)), undefined);
    assert.equal(await hoverAt(document, new vscode.Position(1, 0)), undefined);
  });

  it('follows what is typed into the document', async () => {
    const document = await opened('hover/typed.hsmaudit', auditText());
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `${auditText({ sequence: 0x41 })}\n\n`);
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    assert.match((await hoverOn(document, 'Sequence No : 0x41')).words, /Ordinal: event 66/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
