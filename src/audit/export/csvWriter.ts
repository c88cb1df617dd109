import type { AuditField, LogEvent } from '../auditEvent';
import { CsvCells, csvColumns, csvLine, fieldCells, type CellList } from './csv';
import type { EventOrigin } from './exportedEvent';
import { JsonMembers } from './jsonText';
import { isPlaced } from './placedFields';
import { UsualEvents } from './usualEvents';

/** What one line of the log adds to the event's line: cells, or a member of the column `other`. */
interface Part {
  /** No event that is as usual has two of one. */
  readonly key: string;
  readonly cells: CellList;
  readonly other: AuditField | undefined;
}

function partOf(field: AuditField): Part {
  const { id, label } = field;
  return isPlaced(id)
    ? { key: id, cells: fieldCells(field), other: undefined }
    : { key: id === 'unknown' ? label : id, cells: [], other: field };
}

const sequenceColumn = csvColumns.indexOf('sequence');

/**
 * Writes many events as lines of CSV. An event with anything unusual is left to `csvLine`, and what a
 * usual line adds is found out by the same functions, so that both always write the same.
 */
export class CsvWriter {
  private readonly events = new UsualEvents<Part>(partOf, (sequence) => ({
    key: 'sequence',
    cells: [[sequenceColumn, sequence]],
    other: undefined,
  }));
  private readonly cells = new CsvCells();
  private readonly seen = new Set<string>();

  /**
   * @param own the event's own text
   * @param event decodes it
   */
  line(own: string, origin: EventOrigin, event: () => LogEvent): string {
    return this.usualLine(own, origin) ?? csvLine(event(), origin);
  }

  private usualLine(own: string, origin: EventOrigin): string | undefined {
    const event = this.events.read(own);
    if (event === undefined) return undefined;
    const { cells, seen } = this;
    const other = new JsonMembers();
    cells.clear();
    seen.clear();
    cells.set('kind', 'audit');
    cells.addOrigin(origin);
    cells.set('time', event.time);
    for (const part of event.parts) {
      if (seen.has(part.key)) return undefined;
      seen.add(part.key);
      cells.add(part.cells);
      if (part.other !== undefined) other.addLabel(part.other.label, part.other.value);
    }
    cells.set('other', other.object);
    return cells.line;
  }
}
