import { AuditLog } from '../../audit/table/auditLog';

const parting = '\n\n';

/** Texts as one log with a blank line between them, which knows of each event the text that it was in. */
export class JoinedTexts {
  readonly log: AuditLog;
  /** Where the last text ends in the log's. */
  readonly length: number;
  /** Where each text begins in the log's. */
  private readonly starts: Float64Array;

  constructor(texts: readonly string[]) {
    this.starts = new Float64Array(texts.length);
    const parts: string[] = [];
    let length = 0;
    texts.forEach((text, index) => {
      this.starts[index] = length;
      parts.push(text, parting);
      length += text.length + parting.length;
    });
    this.length = length;
    this.log = AuditLog.of(parts.join(''));
  }

  /** The number of the text that holds a row's event. */
  textOf(row: number): number {
    const start = this.log.table.start(row);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
