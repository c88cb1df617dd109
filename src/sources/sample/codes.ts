import type { Coded, EventResponse } from './eventText';

/*
 * The names and numbers that the sample prints. Numbers up to 0xffff in the first block are documented
 * (AWS CloudHSM User Guide, "Interpreting HSM audit logs" and "HSM audit log reference"). Where only a
 * name is known, the number is the sample's own, from 0x7e00 on, where no documented one lies: a reader
 * must not take it for a fact about a device.
 */

function code(name: string, number: number): Coded {
  return { name, code: number };
}

export const commandTypes = {
  management: code('CN_MGMT_CMD', 0x0),
  certificateAuthentication: code('CN_CERT_AUTH_CMD', 0x9),
  special: code('SPECIAL', 0xffff),
} as const;

export const opcodes = {
  initToken: code('CN_INIT_TOKEN', 0x1),
  createUser: code('CN_CREATE_USER', 0x3),
  createOfficer: code('CN_CREATE_CO', 0x4),
  changePassword: code('CN_CHANGE_PSWD', 0x9),
  login: code('CN_LOGIN', 0xd),
  logout: code('CN_LOGOUT', 0xe),
  destroyObject: code('CN_DESTROY_OBJECT', 0x11),
  shareObject: code('CN_SHARE_OBJECT', 0x12),
  generateKey: code('CN_GENERATE_KEY', 0x17),
  generateKeyPair: code('CN_GENERATE_KEY_PAIR', 0x19),
  wrapKey: code('CN_WRAP_KEY', 0x1a),
  unwrapKey: code('CN_UNWRAP_KEY', 0x1b),
  generatePasswordKey: code('CN_GEN_PSWD_ENC_KEY', 0x1d),
  aesWrap: code('CN_NIST_AES_WRAP', 0x1e),
  initDone: code('CN_INIT_DONE', 0x95),
  deleteUser: code('CN_DELETE_USER', 0xa1),
  extractMaskedObject: code('CN_EXTRACT_MASKED_OBJECT_USER', 0xf0),
  insertMaskedObject: code('CN_INSERT_MASKED_OBJECT_USER', 0xf1),
  createApplianceUser: code('CN_CREATE_APPLIANCE_USER', 0xfc),
  endMarker: code('END_MARKER_OPCODE', 0xffff),

  // The sample's own numbers.
  generateKeyKey: code('CN_GEN_KEY_ENC_KEY', 0x7e01),
  storeCertificate: code('CN_CERT_AUTH_STORE_CERT', 0x7e02),
  backupBegin: code('CN_BACKUP_BEGIN', 0x7e03),
  backupEnd: code('CN_BACKUP_END', 0x7e04),
  restoreBegin: code('CN_RESTORE_BEGIN', 0x7e05),
  restoreEnd: code('CN_RESTORE_END', 0x7e06),
  encryptSession: code('CN_ENCRYPT_SESSION_V2', 0x7e07),
  appFinalize: code('CN_APP_FINALIZE', 0x7e08),
  setQuorum: code('CN_SET_M_VALUE', 0x7e09),
  getToken: code('CN_GET_TOKEN', 0x7e0a),
  approveToken: code('CN_APPROVE_TOKEN', 0x7e0b),
  tombstoneObject: code('CN_TOMBSTONE_OBJECT', 0x7e0c),
  createObject: code('CN_CREATE_OBJECT', 0x7e0d),
} as const;

export const logTypes = {
  minimal: code('MINIMAL_LOG_ENTRY', 0),
  keys: code('MGMT_KEY_DETAILS_LOG', 1),
  users: code('MGMT_USER_DETAILS_LOG', 2),
  sharing: code('UNKNOWN_LOG_TYPE', 5),
  // The sample's own number.
  backup: code('PARTITION_BACKUP_RESTORE_LOG', 0x7e),
} as const;

export const userTypes = {
  cryptoUser: code('CN_CRYPTO_USER', 1),
  cryptoOfficer: code('CN_CRYPTO_OFFICER', 2),
  applianceUser: code('CN_APPLIANCE_USER', 5),
  preOfficer: code('CN_CRYPTO_PRE_OFFICER', 6),
} as const;

/** What a share event of the newer form did. The number is the sample's own. */
export const shareOperation = code('SHARE', 1);

export const responses = {
  success: { code: 0, verdict: 'return', text: 'SUCCESS' },
  wrongPassword: { code: 163, verdict: 'error', text: 'RET_USER_LOGIN_FAILURE' },
  unknownUser: { code: 206, verdict: 'error', text: "This user doesn't exist" },
} as const satisfies Record<string, EventResponse>;
