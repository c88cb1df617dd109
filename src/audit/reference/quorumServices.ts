import type { Fact } from './fact';
import { indexBy, table } from './table';
import { userGuide } from './userGuide';

/** A group of operations for which a quorum (M of N approvals) can be set. */
export interface QuorumService extends Fact {
  /** The number that getToken and setMValue of cloudhsm_mgmt_util take. */
  readonly code: bigint;
  /** The service of CloudHSM CLI that covers the same operations. */
  readonly cliService?: string;
}

const firstSetup = userGuide('quorum-authentication-crypto-officers-first-time-setup');
const cliServices = userGuide('quorum-auth-chsm-cli-service-names');
const byNameOnly = "AWS does not document it; name and number are from the vendor's tool.";

export const quorumServices: readonly QuorumService[] = table<QuorumService>([
  {
    name: 'BACKUP_BY_CU',
    code: 0n,
    meaning: 'By its name, backups made by a crypto user.',
    note: byNameOnly,
    source: 'cavium-source',
    confidence: 'inferred',
  },
  {
    name: 'BACKUP_BY_CO',
    code: 1n,
    meaning: 'By its name, backups made by a crypto officer.',
    note: byNameOnly,
    source: 'cavium-source',
    confidence: 'inferred',
  },
  {
    name: 'CLONING',
    code: 2n,
    meaning: 'By its name, cloning of the HSM.',
    note: byNameOnly,
    source: 'cavium-source',
    confidence: 'inferred',
  },
  {
    name: 'USER_MGMT',
    code: 3n,
    cliService: 'user',
    meaning: "User management: creating and deleting users, changing another user's password.",
    link: firstSetup,
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: 'MISC_CO',
    code: 4n,
    cliService: 'quorum',
    meaning: 'Setting how many approvals an operation needs.',
    link: firstSetup,
    source: 'aws-client-docs',
    confidence: 'documented',
  },
  {
    name: 'USE_KEY',
    code: 5n,
    meaning: 'By its name, the use of a key.',
    note: `${byNameOnly} CloudHSM CLI has a service key-usage; no source says that it is this one.`,
    link: cliServices,
    source: 'cavium-source',
    confidence: 'inferred',
  },
  {
    name: 'MANAGE_KEY',
    code: 6n,
    meaning: 'By its name, the management of a key.',
    note: `${byNameOnly} CloudHSM CLI has a service key-management; no source says that it is this one.`,
    link: cliServices,
    source: 'cavium-source',
    confidence: 'inferred',
  },
]);

const byCode = indexBy(quorumServices, ({ code }) => code);

export function quorumServiceByCode(code: bigint): QuorumService | undefined {
  return byCode.get(code);
}
