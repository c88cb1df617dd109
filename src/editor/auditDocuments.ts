import type * as vscode from 'vscode';
import type { AuditLog } from '../audit/table/auditLog';
import { hostSlicing, type Slicing } from '../audit/slices';
import { DocumentReading } from './documentReading';

/** How often a document that is edited while it is read is begun anew, before it is read at once. */
const mostEdits = 3;

/**
 * The indexed log of each open document; of a text that has changed, what is new is indexed. What the
 * editor asks for by itself waits for `read`, so that keys have their turn while a large log is read.
 */
export class AuditDocuments {
  private readonly readings = new WeakMap<vscode.TextDocument, DocumentReading>();

  /** @param slicing how reading shares the thread */
  constructor(private readonly slicing: Slicing = hostSlicing) {}

  /**
   * The log, at once: what is not read yet is read without a pause. Later calls for the same version are a
   * look-up.
   */
  log(document: vscode.TextDocument): AuditLog {
    return this.reading(document).now();
  }

  /** The log of the newest version, read in slices; undefined where the document is closed. */
  async read(document: vscode.TextDocument): Promise<AuditLog | undefined> {
    for (let edits = 0; edits < mostEdits && !document.isClosed; edits++) {
      const reading = this.reading(document);
      const log = await reading.inSlices(this.slicing);
      if (log !== undefined && reading.isCurrent) return log;
    }
    return document.isClosed ? undefined : this.log(document);
  }

  /** The row of the event at a position, or else of the one before it. */
  rowAtOrBefore(document: vscode.TextDocument, position: vscode.Position): number | undefined {
    return this.log(document).rowAtOrBefore(document.offsetAt(position));
  }

  private reading(document: vscode.TextDocument): DocumentReading {
    const known = this.readings.get(document);
    if (known?.isCurrent === true) return known;
    const reading = new DocumentReading(document, known?.newest);
    this.readings.set(document, reading);
    return reading;
  }
}
