import type { Fact } from './fact';

/** What an opcode is about: how views group, colour and filter it. */
export type OpcodeCategory =
  | 'login'
  | 'session'
  | 'user'
  | 'quorum'
  | 'key'
  | 'key deletion'
  | 'key export'
  | 'key import'
  | 'key sync'
  | 'clone'
  | 'backup'
  | 'restore'
  | 'certificate'
  | 'initialisation'
  | 'hsm'
  | 'crypto'
  | 'marker'
  | 'read';

export type Tool = 'CloudHSM CLI' | 'key_mgmt_util' | 'cloudhsm_mgmt_util';

/** Commands of the tools whose documented effect is the operation. One may write further events too. */
export type ToolCommands = Readonly<Partial<Record<Tool, readonly string[]>>>;

/**
 * Whom the `User Name` and `User Type` lines name: who acted, or whom it was done to. `unstated`: the
 * lines are there, but no source says whose they are. An opcode without the lines has no entry.
 * Where lines such as `Target User Name` are printed, those name the target and these the actor.
 */
export type NamedUser = 'actor' | 'target' | 'unstated';

/** An opcode. Its text names the command, never its outcome: the response says whether it worked. */
export interface Opcode extends Fact {
  /** Printed in hexadecimal; undefined where no source gives the number. */
  readonly code?: bigint;
  readonly category: OpcodeCategory;
  /** Two to five words for a one-line view. */
  readonly short: string;
  readonly users?: NamedUser;
  /** What the key handle lines hold, one sentence. */
  readonly keys?: string;
  readonly causedBy?: ToolCommands;
}
