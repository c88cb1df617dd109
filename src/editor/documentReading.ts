import type * as vscode from 'vscode';
import { AuditLog } from '../audit/table/auditLog';
import { atOnce, inSlices, type Slicing } from '../audit/slices';

/**
 * One version of a document, from its text to its log: in slices for whoever can wait, and at once from
 * wherever that has come to for whoever cannot. The work is done once, whoever asks.
 */
export class DocumentReading {
  private readonly version: number;
  private log: AuditLog | undefined;
  private steps: Generator<unknown, AuditLog, undefined> | undefined;
  private running: Promise<AuditLog | undefined> | undefined;

  /** @param before the newest log of an older version */
  constructor(
    private readonly document: vscode.TextDocument,
    private before: AuditLog | undefined,
  ) {
    this.version = document.version;
  }

  /** Whether the document is still as it was when the reading began. */
  get isCurrent(): boolean {
    return this.document.version === this.version;
  }

  /** The log, or else the newest one of an older version. */
  get newest(): AuditLog | undefined {
    return this.log ?? this.before;
  }

  /** The log, at once. Only for the document's current version. */
  now(): AuditLog {
    return this.log ?? atOnce(this.rest());
  }

  /** The log, in slices; undefined where the document is edited or closed before the end. */
  inSlices(slicing: Slicing): Promise<AuditLog | undefined> {
    this.running ??= inSlices(this.whileCurrent(), slicing).catch((error: unknown) => {
      this.running = undefined; // tried anew by the next who asks
      throw error;
    });
    return this.running;
  }

  private *whileCurrent(): Generator<undefined, AuditLog | undefined, undefined> {
    const rest = this.rest();
    while (this.isCurrent && !this.document.isClosed) {
      const step = rest.next();
      if (step.done === true) return step.value;
      yield;
    }
    this.giveUp();
    return undefined;
  }

  /** What is still to do, one step after the other, whoever makes them. */
  private *rest(): Generator<undefined, AuditLog, undefined> {
    for (;;) {
      const log = this.log ?? this.step();
      if (log !== undefined) return log;
      yield;
    }
  }

  private step(): AuditLog | undefined {
    const steps = (this.steps ??= readingSteps(this.document, this.before));
    try {
      const step = steps.next();
      if (step.done !== true) return undefined;
      this.log = step.value;
      this.steps = this.before = undefined;
      return this.log;
    } catch (error) {
      this.steps = undefined; // what failed is tried anew, not gone on with
      throw error;
    }
  }

  private giveUp(): void {
    this.steps?.return(undefined as never);
    this.steps = undefined;
  }
}

/**
 * VS Code joins the lines of a document when its text is asked for, and keeps it until the next edit: its
 * own extensions ask for it too, so that in parts it would be made twice. That is a slice of its own.
 */
function* readingSteps(
  document: vscode.TextDocument,
  before: AuditLog | undefined,
): Generator<unknown, AuditLog, undefined> {
  const text = document.getText();
  yield;
  return yield* AuditLog.inSteps(text, before);
}
