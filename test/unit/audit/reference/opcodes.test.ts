import * as assert from 'node:assert/strict';
import {
  classifyUnknownOpcode,
  opcodeByCode,
  opcodeByName,
  opcodes,
} from '../../../../src/audit/reference/opcodes';

/** The numbers that AWS's documentation prints, and the one of Azure's. */
const documentedCodes: readonly (readonly [name: string, code: bigint])[] = [
  ['CN_INIT_TOKEN', 0x1n],
  ['CN_CREATE_USER', 0x3n],
  ['CN_CREATE_CO', 0x4n],
  ['CN_CHANGE_PSWD', 0x9n],
  ['CN_LOGIN', 0xdn],
  ['CN_LOGOUT', 0xen],
  ['CN_DESTROY_OBJECT', 0x11n],
  ['CN_SHARE_OBJECT', 0x12n],
  ['CN_GENERATE_KEY', 0x17n],
  ['CN_GENERATE_KEY_PAIR', 0x19n],
  ['CN_WRAP_KEY', 0x1an],
  ['CN_UNWRAP_KEY', 0x1bn],
  ['CN_GEN_PSWD_ENC_KEY', 0x1dn],
  ['CN_NIST_AES_WRAP', 0x1en],
  ['CN_INIT_DONE', 0x95n],
  ['CN_DELETE_USER', 0xa1n],
  ['CN_EXTRACT_MASKED_OBJECT_USER', 0xf0n],
  ['CN_INSERT_MASKED_OBJECT_USER', 0xf1n],
  ['CN_CREATE_APPLIANCE_USER', 0xfcn],
  ['END_MARKER_OPCODE', 0xffffn],
];

/** The current list of AWS, with those that older lists had. */
const listedByAws = [
  ...['CN_LOGIN', 'CN_LOGOUT', 'CN_APP_FINALIZE', 'CN_CLOSE_SESSION', 'CN_CREATE_USER'],
  ...['CN_CREATE_CO', 'CN_CREATE_APPLIANCE_USER', 'CN_DELETE_USER', 'CN_CHANGE_PSWD'],
  ...['CN_SET_M_VALUE', 'CN_APPROVE_TOKEN', 'CN_DELETE_TOKEN', 'CN_GET_TOKEN'],
  ...['CN_GENERATE_KEY', 'CN_GENERATE_KEY_PAIR', 'CN_CREATE_OBJECT', 'CN_MODIFY_OBJECT'],
  ...['CN_DESTROY_OBJECT', 'CN_TOMBSTONE_OBJECT', 'CN_SHARE_OBJECT', 'CN_WRAP_KEY'],
  ...['CN_UNWRAP_KEY', 'CN_DERIVE_KEY', 'CN_NIST_AES_WRAP', 'CN_INSERT_MASKED_OBJECT_USER'],
  ...['CN_EXTRACT_MASKED_OBJECT_USER', 'CN_CLONE_SOURCE_INIT', 'CN_CLONE_SOURCE_STAGE1'],
  ...['CN_CLONE_TARGET_INIT', 'CN_CLONE_TARGET_STAGE1', 'CN_BACKUP_BEGIN', 'CN_BACKUP_END'],
  ...['CN_RESTORE_BEGIN', 'CN_RESTORE_END', 'CN_CERT_AUTH_STORE_CERT'],
  ...['CN_CERT_AUTH_VALIDATE_PEER_CERTS', 'CN_CERT_AUTH_SOURCE_KEY_EXCHANGE'],
  ...['CN_CERT_AUTH_TARGET_KEY_EXCHANGE', 'CN_INIT_TOKEN', 'CN_INIT_DONE'],
  ...['CN_GEN_KEY_ENC_KEY', 'CN_GEN_PSWD_ENC_KEY', 'CN_CLOSE_PARTITION_SESSIONS'],
  ...['CN_STORE_KBK_SHARE', 'CN_SET_NODEID', 'CN_ZEROIZE', 'CN_FIPS_RAND'],
];

describe('the opcodes', () => {
  it('should have the numbers that the documentation prints, and no others', () => {
    const coded = opcodes.flatMap(({ name, code }) => (code === undefined ? [] : [{ name, code }]));
    assert.deepEqual(
      new Map(coded.map(({ name, code }) => [name, code])),
      new Map(documentedCodes),
    );
  });

  it('should cover every name that AWS has ever listed, as documented', () => {
    for (const name of listedByAws) {
      assert.equal(opcodeByName(name)?.confidence, 'documented', name);
    }
  });

  it('should link every opcode that AWS has listed to a page', () => {
    for (const name of listedByAws) assert.ok(opcodeByName(name)?.link, name);
  });

  it('should have a name for a line of two to five words', () => {
    for (const { short } of opcodes) {
      const words = short.split(' ').length;
      assert.ok(words >= 2 && words <= 5, short);
      assert.match(short, /^[A-Z].*[a-zA-Z)]$/);
    }
  });

  it('should tell the user who acts from the user to whom something is done', () => {
    assert.equal(opcodeByName('CN_LOGIN')?.users, 'actor');
    assert.equal(opcodeByName('CN_DELETE_USER')?.users, 'target');
    assert.equal(opcodeByName('CN_APPROVE_TOKEN')?.users, 'unstated');
    assert.equal(opcodeByName('CN_GENERATE_KEY')?.users, undefined);
  });

  it('should not know a name that only a misprint has', () => {
    const misprints = [
      'CN_SESSION_CLOSE',
      'CM_SHARE_OBJECT',
      'CN_ESTRACT_MASKED_OBJECT_USER',
      'CN_CREATE_OBJEC',
      'CN\\$1LOGIN',
    ];
    for (const name of misprints) assert.equal(opcodeByName(name), undefined, name);
  });

  it('should be found by code, and not where the code is unknown', () => {
    assert.equal(opcodeByCode(0xdn)?.name, 'CN_LOGIN');
    assert.equal(opcodeByCode(0x7777n), undefined);
  });

  it('should not take the names of object members for opcodes', () => {
    for (const name of ['constructor', '__proto__', 'toString', '']) {
      assert.equal(opcodeByName(name), undefined);
      assert.equal(classifyUnknownOpcode(name), undefined);
    }
  });
});

describe('the guess at an unknown opcode', () => {
  const guesses: readonly (readonly [name: string, category: string | undefined])[] = [
    ['CN_LOGIN_V2', 'login'],
    ['CN_LOGOUT2', 'login'],
    ['CN_RENAME_USER', 'user'],
    ['CN_WRAP_KEY3', 'key'],
    ['CN_COPY_OBJECT', 'key'],
    ['CN_INSERT_MASKED_OBJECT_USER2', 'key sync'],
    ['CN_BACKUP_KEY', 'backup'],
    ['CN_RESTORE_ABORT', 'restore'],
    ['CN_CERT_AUTH_SOURCE_KEY_EXCHANGE2', 'certificate'],
    ['CN_RENEW_TOKEN', 'quorum'],
    ['CN_INIT_TOKEN_V2', 'initialisation'],
    ['CN_ENCRYPT_SESSION_V3', 'session'],
    ['CN_MONKEY', undefined],
    ['CN_SOMETHING_ELSE', undefined],
  ];

  for (const [name, category] of guesses) {
    it(`should take ${name} for ${category ?? 'nothing'}`, () => {
      assert.equal(classifyUnknownOpcode(name)?.category, category);
    });
  }

  it('should be marked as a guess and name the word that it rests on', () => {
    assert.deepEqual(classifyUnknownOpcode('CN_LOGIN_V2'), {
      guess: true,
      token: 'LOGIN',
      category: 'login',
    });
  });

  it('should not take long for a long name', () => {
    assert.equal(classifyUnknownOpcode('X'.repeat(1_000_000)), undefined);
    assert.equal(classifyUnknownOpcode('1'.repeat(100_000) + 'X'), undefined);
  });
});
