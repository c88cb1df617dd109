import type { Opcode } from './opcode';
import { table } from './table';

const azure = {
  source: 'azure-operation-logging',
  confidence: 'vendor',
  link: 'https://learn.microsoft.com/en-us/azure/cloud-hsm/tutorial-operation-event-logging',
} as const;

const elsewhere = (commands: string): string =>
  `Azure records it for ${commands}; AWS does not list it among the opcodes of its audit log.`;

/**
 * Commands that change nothing. The firmware family has them, and Azure's log of the service side
 * records them; in an AWS audit log they are not expected.
 */
export const readOpcodes: readonly Opcode[] = table<Opcode>([
  {
    name: 'CN_LIST_TOKENS',
    category: 'read',
    short: 'List quorum tokens',
    meaning: 'Lists the quorum tokens.',
    note: elsewhere('listTokens'),
    ...azure,
  },
  {
    name: 'CN_LIST_USERS',
    category: 'read',
    short: 'List users',
    meaning: 'Lists the users of the HSM.',
    note: elsewhere('listUsers'),
    ...azure,
  },
  {
    name: 'CN_FIND_OBJECTS_FROM_INDEX',
    category: 'read',
    short: 'Find one key',
    meaning: 'Looks for a single key.',
    note: elsewhere('findSingleKey'),
    ...azure,
  },
  {
    name: 'CN_FIND_OBJECTS_USING_COUNT',
    category: 'read',
    short: 'Find keys',
    meaning: 'Looks for keys.',
    note: elsewhere('findKey'),
    ...azure,
  },
  {
    name: 'CN_GET_OBJECT_INFO',
    category: 'read',
    short: 'Read key info',
    meaning: 'Reads who may use a key.',
    note: elsewhere('getKeyInfo'),
    ...azure,
  },
  {
    name: 'CN_GET_ATTRIBUTE_VALUE',
    category: 'read',
    short: 'Read key attribute',
    meaning: 'Reads from a key; by its name, the value of one attribute.',
    note: elsewhere('getAttribute'),
    ...azure,
  },
  {
    name: 'CN_GET_ALL_ATTRIBUTE_VALUE',
    category: 'read',
    short: 'Read all key attributes',
    meaning: 'Reads from a key; by its name, the values of all attributes.',
    note: elsewhere('getAttribute'),
    ...azure,
  },
  {
    name: 'CN_GET_ATTRIBUTE_SIZE',
    category: 'read',
    short: 'Read attribute size',
    meaning: 'Reads from a key; by its name, the size of one attribute.',
    note: elsewhere('getAttribute'),
    ...azure,
  },
  {
    name: 'CN_GET_ALL_ATTRIBUTE_SIZE',
    category: 'read',
    short: 'Read all attribute sizes',
    meaning: 'Reads from a key; by its name, the sizes of all attributes.',
    note: elsewhere('getAttribute'),
    ...azure,
  },
  {
    name: 'CN_TOKEN_INFO',
    category: 'read',
    short: 'Read HSM info',
    meaning: 'Reads information about the HSM.',
    note: elsewhere('getHSMInfo'),
    ...azure,
  },
  {
    name: 'CN_PARTITION_INFO',
    category: 'read',
    short: 'Read partition info',
    meaning: 'Reads information about the partition of the HSM.',
    note: elsewhere('getPartitionInfo'),
    ...azure,
  },
  {
    name: 'HASH_SINGLE_CALL',
    category: 'crypto',
    short: 'Sign or verify',
    meaning: 'Makes or checks a signature.',
    note: `${elsewhere('sign and verify')} A measured hsm2m.medium cluster recorded no signing at all.`,
    ...azure,
  },
]);
