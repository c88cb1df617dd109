import { certificateOperationByName } from '../reference/certificateEvents';
import type { OpcodeCategory } from '../reference/opcode';
import { classifyUnknownOpcode, opcodeByName } from '../reference/opcodes';

/**
 * What an operation is about: by the tables, or else by the words of its name, which is a guess.
 * Undefined when neither knows.
 *
 * @param name an opcode, or a certificate event's operation, as printed
 */
export function categoryOf(name: string): OpcodeCategory | undefined {
  return (
    opcodeByName(name)?.category ??
    (certificateOperationByName(name) === undefined ? undefined : 'certificate') ??
    classifyUnknownOpcode(name)?.category
  );
}
