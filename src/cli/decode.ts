import * as l10n from '@vscode/l10n';
import { AuditLog } from '../audit/auditLog';
import { decodedText } from '../audit/decodedText';
import { printable } from '../audit/printable';

/** What the command reads from and writes to; a test gives its own. */
export interface Streams {
  read(file: string): Promise<Uint8Array>;
  write(text: string): void;
  complain(text: string): void;
}

const hsmId = /hsm-[0-9a-zA-Z]{8,20}/;

/**
 * Prints each file decoded. A file that cannot be read does not hide the others.
 * @returns the exit code: 2 when a file could not be read
 */
export async function decode(files: readonly string[], streams: Streams): Promise<number> {
  let code = 0;
  for (const file of files) {
    try {
      const log = AuditLog.of(new TextDecoder().decode(await streams.read(file)));
      if (log.length === 0) {
        streams.complain(
          l10n.t('cloudhsm-logs: {0}: no audit event found in it.', printable(file)) + '\n',
        );
      }
      streams.write(decodedText(log, hsmId.exec(file)?.[0]).text);
    } catch (error) {
      code = 2;
      const reason = error instanceof Error ? error.message : String(error);
      streams.complain(
        l10n.t('cloudhsm-logs: {0} could not be read: {1}', printable(file), printable(reason)) +
          '\n',
      );
    }
  }
  return code;
}
