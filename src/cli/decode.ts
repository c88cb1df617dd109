import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import { AuditLog } from '../audit/auditLog';
import { decodedText } from '../audit/decodedText';
import { hsmIdIn } from '../audit/hsmId';
import { printable } from '../audit/printable';
import { fileText } from './fileText';
import { unreadable } from './unreadable';

/** What the command reads from and writes to; a test gives its own. */
export interface Streams {
  read(file: string): Promise<Uint8Array>;
  write(text: string): void;
  complain(text: string): void;
}

/** What a script learns from the command. The highest of all files counts. */
export const exitCodes = { decoded: 0, nothingFound: 1, failed: 2 } as const;

/**
 * Prints each file decoded. A file that cannot be read does not hide the others.
 *
 * @returns the exit code
 */
export async function decode(files: readonly string[], streams: Streams): Promise<number> {
  let highest: number = exitCodes.decoded;
  for (const file of files) highest = Math.max(highest, await decodeFile(file, streams));
  return highest;
}

async function decodeFile(file: string, streams: Streams): Promise<number> {
  const complain = (reason: string): void => {
    const name = file === '-' ? l10n.t('standard input') : printable(file);
    streams.complain(`cloudhsm-logs: ${name}: ${printable(reason)}\n`);
  };
  let text: string;
  try {
    text = fileText(await streams.read(file));
  } catch (error) {
    complain(unreadable(error));
    return exitCodes.failed;
  }
  const log = AuditLog.of(text);
  if (log.length === 0) {
    complain(l10n.t('there is no audit event in it. Check that it is a CloudHSM audit log.'));
    return exitCodes.nothingFound;
  }
  streams.write(decodedText(log, hsmIdIn(path.basename(file))).text);
  return exitCodes.decoded;
}
