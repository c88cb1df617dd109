import { hsmOpcodes } from './hsmOpcodes';
import { keyOpcodes } from './keyOpcodes';
import type { Opcode, OpcodeCategory } from './opcode';
import { readOpcodes } from './readOpcodes';
import { indexBy, table } from './table';
import { userOpcodes } from './userOpcodes';

/** Every opcode that a public source names. */
export const opcodes: readonly Opcode[] = table([
  ...userOpcodes,
  ...keyOpcodes,
  ...hsmOpcodes,
  ...readOpcodes,
]);

const byName = indexBy(opcodes, ({ name }) => name);
const byCode = indexBy(opcodes, ({ code }) => code);

/** The opcode of exactly that name. Names that only a misprint in the documentation has are not known. */
export function opcodeByName(name: string): Opcode | undefined {
  return byName.get(name);
}

/** The opcode of that number. Most numbers are not public: a miss does not mean an unknown opcode. */
export function opcodeByCode(code: bigint): Opcode | undefined {
  return byCode.get(code);
}

/** What the name of an opcode suggests, where no source knows it. To be shown as a guess. */
export interface OpcodeGuess {
  readonly guess: true;
  readonly category: OpcodeCategory;
  /** The part of the name that suggests it: `BACKUP`. */
  readonly token: string;
}

/**
 * In this order, as names combine them: CN_INIT_TOKEN is no quorum token, and the USER at the end of
 * CN_INSERT_MASKED_OBJECT_USER says on whose behalf the key is copied.
 */
const categoryOfToken: readonly (readonly [token: string, category: OpcodeCategory])[] = [
  ['BACKUP', 'backup'],
  ['RESTORE', 'restore'],
  ['CLONE', 'clone'],
  ['CERT', 'certificate'],
  ['CERTS', 'certificate'],
  ['INIT', 'initialisation'],
  ['LOGIN', 'login'],
  ['LOGOUT', 'login'],
  ['SESSION', 'session'],
  ['SESSIONS', 'session'],
  ['MASKED', 'key sync'],
  ['KEY', 'key'],
  ['OBJECT', 'key'],
  ['OBJECTS', 'key'],
  ['TOKEN', 'quorum'],
  ['TOKENS', 'quorum'],
  ['USER', 'user'],
  ['USERS', 'user'],
  ['PSWD', 'user'],
];

/**
 * What the words of an unknown opcode's name suggest: firmware adds names such as `CN_LOGIN_V2` or
 * `CN_WRAP_KEY3`. Undefined when no word is known.
 */
export function classifyUnknownOpcode(name: string): OpcodeGuess | undefined {
  const tokens = new Set(name.split(/[_\d]+/));
  const found = categoryOfToken.find(([token]) => tokens.has(token));
  return found && { guess: true, token: found[0], category: found[1] };
}
