import type { FieldId } from '../event/auditEvent';
import { checkByCode, type CheckCode, type Severity } from './checks';
import type { Finding } from './finding';

/** What is known of a log besides its text. Neither changes what is looked for, only how it is called. */
export interface CheckOptions {
  /** A part of a stream: that its beginning is not there is no news. */
  readonly partial?: boolean;
  /** Some of a stream's events, chosen by a filter or a query: gaps are there by design. */
  readonly filtered?: boolean;
}

interface FindingDetails {
  readonly field?: FieldId;
  readonly related?: number | undefined;
  readonly severity?: Severity;
}

/** More findings of one kind than this, and more than one event in ten, are one finding. */
const fewest = 4;
const oneIn = 10;

/** Whether that many events of a log share a peculiarity that then is the log's, not the event's. */
export function isWidespread(count: number, events: number): boolean {
  return count > fewest && count * oneIn > events;
}

/** Gathers what the checks notice. */
export class Findings {
  private readonly found: Finding[] = [];

  constructor(
    private readonly events: number,
    readonly options: CheckOptions,
  ) {}

  add(code: CheckCode, row: number, sentence: string, details: FindingDetails = {}): void {
    const { field, related, severity = checkByCode(code)?.severity ?? 'warning' } = details;
    this.found.push({
      code,
      severity,
      row,
      ...(field === undefined ? {} : { field }),
      ...(related === undefined ? {} : { related }),
      sentence,
    });
  }

  /**
   * Adds a finding for each row, or one for all where so many share it that it is the log's way.
   *
   * @param related the row that each is compared with
   */
  addEach(
    code: CheckCode,
    rows: readonly number[],
    one: (row: number, index: number) => string,
    all: (count: number) => string,
    details: { readonly field?: FieldId; readonly related?: readonly number[] } = {},
  ): void {
    const { field, related } = details;
    const about = (index: number): FindingDetails => ({
      ...(field === undefined ? {} : { field }),
      related: related?.[index],
    });
    const [first] = rows;
    if (first === undefined) return;
    if (isWidespread(rows.length, this.events)) {
      this.add(code, first, all(rows.length), about(0));
      return;
    }
    rows.forEach((row, index) => this.add(code, row, one(row, index), about(index)));
  }

  /** In the order of the text. */
  sorted(): Finding[] {
    return this.found.sort((a, b) => a.row - b.row);
  }
}
