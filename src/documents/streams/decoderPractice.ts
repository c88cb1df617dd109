import { defaultColumns } from '../../audit/decoded/decodedColumns';
import { decodedSteps } from '../../audit/decoded/decodedSteps';
import { hostSlicing, inSlices } from '../../audit/slices';
import { AuditLog } from '../../audit/table/auditLog';

const commands = [
  ['CN_LOGIN', '0xd', 'MGMT_USER_DETAILS_LOG (2)'],
  ['CN_GENERATE_KEY', '0x17', 'MGMT_KEY_DETAILS_LOG (1)'],
  ['CN_INIT_DONE', '0x95', 'MINIMAL_LOG_ENTRY (0)'],
] as const;
/** The engine makes code fast that has run a few hundred times. */
const eventCount = 240;
/** Events that are decoded between two pauses: requests that are about to be sent hardly wait. */
const atOnce = 20;
const slicing = { ...hostSlicing, sliceMs: 2 };

/**
 * Decodes a small log that nobody sees while the first page of a window is on its way: code that runs
 * for the first time takes several times as long, and a person waits for what the page brings.
 */
export class DecoderPractice {
  private hasBegun = false;

  /** @param report takes every error, for the log */
  constructor(private readonly report: (error: unknown) => void) {}

  /** Begins, once. */
  begin(): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    inSlices(practice(), slicing).catch(this.report);
  }
}

function* practice(): Generator<undefined, void, undefined> {
  yield;
  for (let first = 0; first < eventCount; first += atOnce) {
    const log = AuditLog.of(practiceLog(first, atOnce));
    yield;
    const logs = [{ log, name: 'hsm' }];
    const columns = defaultColumns;
    yield* decodedSteps({ logs, columns, filter: {}, mostCharacters: Infinity });
  }
}

/** Events as HSMs write them: logins, keys and others, one in twelve failed. */
export function practiceLog(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => practiceEvent(first + index)).join('\n');
}

function practiceEvent(sequence: number): string {
  const [name, code, type] = commands[sequence % commands.length] ?? commands[0];
  const second = String(sequence % 60).padStart(2, '0');
  const details = {
    CN_LOGIN: ['User Name : officer', 'User Type : CN_CRYPTO_OFFICER (2)'],
    CN_GENERATE_KEY: ['Priv/Secret Key Handle : 262177', 'Public Key Handle : 0'],
    CN_INIT_DONE: [],
  }[name];
  return [
    `Time: 01/01/25 00:00:${second}.000000, usecs:${1_735_689_600 + sequence}000000`,
    'Version No : 1.0',
    `Sequence No : 0x${sequence.toString(16)}`,
    'Reboot counter : 0x1',
    'Command Type(hex) : CN_MGMT_CMD (0x0)',
    `Opcode : ${name} (${code})`,
    'Session Handle : 0x1004001',
    `Response : ${sequence % 12 === 11 ? '163:HSM Error: USER_NOT_FOUND' : '0:HSM Return: SUCCESS'}`,
    `Log type : ${type}`,
    ...details,
    '',
  ].join('\n');
}
