import type { AuditLog } from '../table/auditLog';
import { defaultColumns, type EventColumn } from './decodedColumns';
import { decodedSteps } from './decodedSteps';
import type { DecodedView } from './decodedView';
import { atOnce } from '../slices';

/**
 * Decodes a whole log to one line an event, at once.
 *
 * @param stream the HSM's or stream's name, where it is known
 */
export function decodedText(
  log: AuditLog,
  stream: string | undefined,
  columns: readonly EventColumn[] = defaultColumns,
): DecodedView {
  return atOnce(
    decodedSteps({
      logs: [{ log, name: stream }],
      filter: {},
      columns,
      mostCharacters: Infinity,
    }),
  );
}
