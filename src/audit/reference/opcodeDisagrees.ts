import { opcodeByCode, opcodeByName } from './opcodes';

/** Whether an opcode's number is published as another one's, or its name with another number. */
export function opcodeDisagrees({
  name,
  code,
}: {
  readonly name: string;
  readonly code: bigint | undefined;
}): boolean {
  if (code === undefined) return false;
  const byName = opcodeByName(name);
  if (byName?.code !== undefined) return byName.code !== code;
  // A name without a public number may well have this one, unless another name is known to.
  return byName === undefined && opcodeByCode(code) !== undefined;
}
