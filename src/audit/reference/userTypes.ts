import type { Fact } from './fact';
import { indexBy, table } from './table';
import { userGuide } from './userGuide';

/** A user type. Where the audit log's own name is not known, `name` is the short name. */
export interface UserType extends Fact {
  /** Printed in decimal. */
  readonly code: bigint;
  /** As cloudhsm_mgmt_util prints it: `CO`. */
  readonly short: string;
  /** The role in plain words, as it has long been called: `crypto officer`. */
  readonly role: string;
  /** The role as CloudHSM CLI calls it: `admin`. */
  readonly cliRole?: string;
}

const cliUsers = userGuide('understanding-users');

export const userTypes: readonly UserType[] = table<UserType>([
  {
    name: 'CN_CRYPTO_USER',
    code: 1n,
    short: 'CU',
    role: 'crypto user',
    cliRole: 'crypto-user',
    meaning: 'A crypto user, who owns keys, manages them and uses them.',
    link: cliUsers,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'CN_CRYPTO_OFFICER',
    code: 2n,
    short: 'CO',
    role: 'crypto officer',
    cliRole: 'admin',
    meaning: 'A crypto officer, whom CloudHSM CLI calls an admin: manages the users of the HSM.',
    link: cliUsers,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'CN_APPLIANCE_USER',
    code: 5n,
    short: 'AU',
    role: 'appliance user',
    cliRole: 'internal(APPLIANCE_USER)',
    meaning: 'The appliance user app_user, as which the AWS service clones and synchronises HSMs.',
    link: cliUsers,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'CN_CRYPTO_PRE_OFFICER',
    code: 6n,
    short: 'PRECO',
    role: 'precrypto officer',
    cliRole: 'unactivated-admin',
    meaning:
      'The user of a new cluster that is not activated yet, called unactivated admin in CloudHSM CLI; the first password makes it a crypto officer.',
    note: 'Exists on the first HSM only, and only until the cluster is activated.',
    link: cliUsers,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'Unknown',
    code: 0n,
    short: 'Unknown',
    role: 'unknown',
    meaning: 'No known type of user.',
    note: "The name in an audit log is not known; this one is from the vendor's tool.",
    source: 'cavium-source',
    confidence: 'vendor',
  },
  {
    name: 'PCO',
    code: 3n,
    short: 'PCO',
    role: 'partition crypto officer',
    meaning: 'The crypto officer of a partition of the HSM.',
    note: "The name in an audit log is not known; this one is from the vendor's tool. An AWS page shows PCO as the type of the user admin in listUsers.",
    link: userGuide('quorum-authentication-crypto-officers'),
    source: 'cavium-source',
    confidence: 'vendor',
  },
  {
    name: 'HMCO',
    code: 4n,
    short: 'HMCO',
    role: 'HSM master crypto officer',
    meaning: 'The master crypto officer of the whole HSM.',
    note: "The name in an audit log is not known; this one is from the vendor's tool.",
    source: 'cavium-source',
    confidence: 'vendor',
  },
]);

const byName = indexBy(userTypes, ({ name }) => name);
const byCode = indexBy(userTypes, ({ code }) => code);

export function userTypeByName(name: string): UserType | undefined {
  return byName.get(name);
}

export function userTypeByCode(code: bigint): UserType | undefined {
  return byCode.get(code);
}
