import type { Fact } from './fact';
import { indexBy, table } from './table';
import { interpretingPage, userGuide } from './userGuide';

/** Where the response was seen: in an audit log, or only in the output of a client tool or library. */
export type SeenIn = 'audit log' | 'client';

/** A response of an HSM. `name` is its text as printed after `HSM Return:` or `HSM Error:`. */
export interface HsmResponse extends Fact {
  /** An audit log prints it in decimal, client tools in hexadecimal. Undefined: no source gives it. */
  readonly code?: bigint;
  /** Undefined for success. */
  readonly usualCause?: string;
  /** Undefined for success. */
  readonly whatToDo?: string;
  readonly seenIn: readonly SeenIn[];
}

const userCheck =
  'Check the name and the role that the client sends, then run “user list”: the user must exist with cluster-coverage full.';

export const responses: readonly HsmResponse[] = table<HsmResponse>([
  {
    name: 'SUCCESS',
    code: 0n,
    meaning: 'The command succeeded.',
    seenIn: ['audit log', 'client'],
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'Already maximum number of sessions are issued',
    code: 140n,
    meaning: 'The HSM has no session left to give.',
    usualCause: 'Clients hold too many sessions open.',
    whatToDo:
      'Find the clients with the most connections and let them close or reuse their sessions.',
    seenIn: ['client'],
    link: 'https://github.com/ThalesGroup/crypto11',
    source: 'public-code',
    confidence: 'observed',
  },
  {
    name: "user isn't initialized or user with this name doesn't exist",
    code: 157n,
    meaning: 'The login failed because the HSM has no usable user of this name and type.',
    note: 'AWS documents 157 for an unknown user name; captured logs show 206.',
    usualCause: 'The user name is wrong, or the user does not exist on this HSM.',
    whatToDo: userCheck,
    seenIn: ['audit log'],
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'RET_USER_LOGIN_FAILURE',
    code: 163n,
    meaning: 'The login failed because the password was wrong.',
    note: 'Azure gives a second cause for the same firmware family: a user who is missing on one of the HSMs.',
    usualCause: 'A person mistyped the password, or an application still has an old one.',
    whatToDo:
      'Correct the password at the client before it locks the user: after five wrong ones an admin must run “user change-password”.',
    seenIn: ['audit log'],
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'Invalid object handle is passed to this operation',
    code: 168n,
    meaning: 'The HSM has no key of this handle for the command.',
    usualCause:
      'The key was deleted, was a session key that is gone, or is not on this HSM; or the handle is wrong.',
    whatToDo: 'Look the key up with “key list” and compare its handle or key reference.',
    seenIn: ['client'],
    link: userGuide('key_mgmt_util-deleteKey'),
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: 'This operation violates the current configured/FIPS policies',
    code: 179n,
    meaning: 'The policy of the HSM, such as its FIPS mode, forbids the command.',
    usualCause: 'The algorithm, the key size or an attribute is not allowed in this mode.',
    whatToDo: 'Use an algorithm and a key size that the mode of the cluster allows.',
    seenIn: ['client'],
    link: userGuide('key_mgmt_util-genECCKeyPair'),
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: 'This operation is already in progress',
    code: 187n,
    meaning: 'The HSM was too busy to take the command.',
    usualCause: 'The load is higher than what the HSMs of the cluster can serve.',
    whatToDo:
      'Let the client retry with growing pauses, as Client SDK 5.8.0 and later do; if it goes on, add HSMs.',
    seenIn: ['client'],
    link: userGuide('troubleshoot-hsm-throttling'),
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: 'Key Access is denied',
    code: 198n,
    meaning: 'The user may not do this with the key.',
    usualCause: 'The user does not own the key: whom it is shared with may use it, not delete it.',
    whatToDo: 'Run the command as the owner of the key.',
    seenIn: ['client'],
    link: userGuide('key_mgmt_util-Error2String'),
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: "This user doesn't exist",
    code: 206n,
    meaning: 'The login failed because the HSM has no user of this name and type.',
    note: 'Captured logs show it where AWS documents 157.',
    usualCause:
      'The user name is wrong, the user has another role, or the user does not exist on this HSM.',
    whatToDo: userCheck,
    seenIn: ['audit log', 'client'],
    link: 'https://github.com/awsdocs/aws-cloudhsm-user-guide/issues/20',
    source: 'third-party-capture',
    confidence: 'observed',
  },
  {
    name: 'Invalid User Type',
    code: 219n,
    meaning: 'The type of the user does not fit the command.',
    usualCause: 'Someone other than a crypto user tried to log in to key_mgmt_util.',
    whatToDo: 'Log in with a user of the type that the tool needs.',
    seenIn: ['client'],
    link: userGuide('key_mgmt_util-Error2String'),
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: 'Server in cluster is unavailable',
    code: 0x30000085n,
    meaning: 'The client could not reach an HSM of the cluster; no HSM sent this code.',
    usualCause: 'An HSM is down or being replaced, or the network path to it is closed.',
    whatToDo:
      'Check the state of the HSMs and the way to them, then check whether the command reached every HSM.',
    seenIn: ['client'],
    link: userGuide('key_mgmt_util-genECCKeyPair'),
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: 'RET_MXN_AUTH_FAILED',
    meaning: 'The command needs a quorum, and the quorum was not reached.',
    usualCause: 'The user has no approved token for the command, or has used it already.',
    whatToDo: 'Request a token, have it signed by enough approvers, then repeat the command.',
    seenIn: ['client'],
    link: userGuide('quorum-authentication-crypto-officers'),
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: 'This type of user has already logged in',
    meaning: 'By its text, a login where a user of this type is logged in already.',
    note: "AWS's SIEM sample filters it out as noise.",
    usualCause: 'By its text, a client logged in again without logging out.',
    whatToDo: 'Nothing, as long as the client works.',
    seenIn: ['audit log'],
    source: 'aws-siem-sample',
    confidence: 'inferred',
  },
  {
    name: 'Other type of user has already logged in',
    meaning: 'By its text, a login where a user of another type is logged in already.',
    note: "AWS's SIEM sample filters it out as noise.",
    usualCause: 'By its text, a client changed the user without logging out.',
    whatToDo: 'If the client does not work, let it log out before it logs in as another user.',
    seenIn: ['audit log'],
    source: 'aws-siem-sample',
    confidence: 'inferred',
  },
  {
    name: 'Key not found or Invalid key handle is passed to this operation',
    meaning: 'By its text, the HSM has no key of this handle.',
    note: "AWS's SIEM sample shows it for CN_TOMBSTONE_OBJECT.",
    usualCause: 'By its text, the key was deleted before, or the handle is wrong.',
    whatToDo: 'Look for an earlier deletion of the same handle in the streams of the cluster.',
    seenIn: ['audit log'],
    source: 'aws-siem-sample',
    confidence: 'inferred',
  },
]);

const byCode = indexBy(responses, ({ code }) => code);
const byText = indexBy(responses, ({ name }) => name);

/** The response of that number. An audit log and a client tool print the same number differently. */
export function responseByCode(code: bigint): HsmResponse | undefined {
  return byCode.get(code);
}

/**
 * The response of exactly that text: for those whose number is not public. Whether a command failed
 * is to be read from the number alone.
 */
export function responseByText(text: string): HsmResponse | undefined {
  return byText.get(text);
}
