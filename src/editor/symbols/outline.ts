import * as vscode from 'vscode';
import { backgroundSlicing, inSlices } from '../../audit/slices';
import type { AuditLog } from '../../audit/table/auditLog';
import { Ended } from '../../audit/table/eventTable';
import type { AuditDocuments } from '../auditDocuments';
import { dayName, EventNames } from './eventName';
import { eventRange, eventStart } from '../eventRange';
import {
  failuresIn,
  groupsByDay,
  groupsBySession,
  joined,
  rowsOfStep,
  runs,
  type OutlineGroup,
} from './outlineGroups';

/** More events than this are grouped. */
const most = 2000;

/**
 * Of more events than this only those that failed are listed, each in its group. VS Code writes every
 * symbol as JSON and reads it again in the window: a hundred thousand of them block both for a second,
 * and again at each change of the text.
 */
const mostListed = 10_000;

/** Of more sessions than this those with a failure are listed, the others are one branch. */
const mostSessions = 1000;

/** What a person chose for the outline of a log that is grouped. */
export interface OutlineChoice {
  readonly groups: 'day' | 'session';
  readonly events: 'auto' | 'all';
}

/**
 * Events as symbols, for the outline, breadcrumbs and sticky scroll. Made of columns alone, in slices: no
 * event is decoded.
 */
export class Outline implements vscode.DocumentSymbolProvider {
  /** @param choice asked each time */
  constructor(
    private readonly documents: AuditDocuments,
    private readonly choice: () => OutlineChoice,
  ) {}

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    const log = await this.documents.read(document);
    return log === undefined ? [] : inSlices(this.symbolSteps(log), backgroundSlicing);
  }

  private *symbolSteps(log: AuditLog): Generator<undefined, vscode.DocumentSymbol[], undefined> {
    const names = new EventNames(log);
    if (log.length <= most) return yield* allEvents(log, names);
    const { events, groups } = this.choice();
    const branches = groups === 'session' ? groupsBySession : groupsByDay;
    const failedOnly = log.length > mostListed && events === 'auto';
    const listing: Listing = { failedOnly, left: failedOnly ? mostListed : Infinity };
    const found = yield* branches(log, names);
    const isCut = failedOnly && groups === 'session' && found.length > mostSessions;
    const symbols: vscode.DocumentSymbol[] = [];
    for (const group of isCut ? failedSessions(log, found, listing) : found) {
      symbols.push(yield* branch(log, names, group, listing));
    }
    return symbols;
  }
}

/** Which events a branch lists. */
interface Listing {
  readonly failedOnly: boolean;
  /** How many symbols may still be made. */
  left: number;
}

/** The sessions with a failure, as many as may be listed, and all others in a branch or two. */
function failedSessions(
  log: AuditLog,
  sessions: readonly OutlineGroup[],
  listing: Listing,
): readonly OutlineGroup[] {
  const failed = sessions.filter((session) => failuresIn(log, session) > 0);
  const listed = failed.slice(0, mostListed / 2);
  listing.left -= listed.length;
  const more = failed.slice(listed.length);
  const others = sessions.filter((session) => failuresIn(log, session) === 0);
  return [
    ...listed,
    ...(more.length === 0
      ? []
      : [joined(vscode.l10n.t('{0} more sessions with a failure', more.length), more)]),
    ...(others.length === 0
      ? []
      : [joined(vscode.l10n.t('{0} sessions without a failure', others.length), others)]),
  ];
}

/** Without a branch that says the day, the events say it where there is more than one. */
function* allEvents(
  log: AuditLog,
  names: EventNames,
): Generator<undefined, vscode.DocumentSymbol[], undefined> {
  const days = yield* runs(0, log.length, (row) => names.day(row));
  return days.flatMap(({ from, to, value }) => {
    const day = days.length > 1 && value !== undefined ? dayName(value) : '';
    return Array.from({ length: to - from }, (_, index) =>
      finished(new EventSymbol(log, names, from + index, day)),
    );
  });
}

/** A group of events. Its range is all of them where they are one stretch, or else the first one. */
function* branch(
  log: AuditLog,
  names: EventNames,
  group: OutlineGroup,
  listing: Listing,
): Generator<undefined, vscode.DocumentSymbol, undefined> {
  const { rows, groups } = group;
  const [first = 0] = rows;
  const last = rows.at(-1) ?? first;
  // Where stretches of several groups overlap, VS Code would name the wrong one at the cursor.
  const isStretch = last - first === rows.length - 1;
  const start = eventStart(log, first);
  const { end } = eventRange(log, isStretch ? last : first);
  const symbol = new vscode.DocumentSymbol(
    group.name,
    '',
    vscode.SymbolKind.Namespace,
    new vscode.Range(start, end),
    new vscode.Range(start, start),
  );
  if (groups === undefined) {
    symbol.children = yield* eventSymbols(log, names, rows, listing);
    symbol.detail = detail(log, group, listing, symbol.children.length);
    return symbol;
  }
  symbol.children = [];
  for (const inner of groups) symbol.children.push(yield* branch(log, names, inner, listing));
  symbol.detail = detail(log, group, listing);
  return symbol;
}

/** @param listed how many events its branch lists itself */
function detail(
  log: AuditLog,
  group: OutlineGroup,
  { failedOnly }: Listing,
  listed = Infinity,
): string {
  const { about, rows } = group;
  const failures = failedOnly ? failuresIn(log, group) : 0;
  const events =
    rows.length === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', rows.length);
  const parts = [
    ...(about === undefined ? [] : [about]),
    events,
    ...(failedOnly ? [vscode.l10n.t('{0} failed', failures)] : []),
    ...(listed < failures ? [vscode.l10n.t('{0} of them listed', listed)] : []),
  ];
  return parts.join(', ');
}

function* eventSymbols(
  log: AuditLog,
  names: EventNames,
  rows: readonly number[],
  listing: Listing,
): Generator<undefined, vscode.DocumentSymbol[], undefined> {
  const symbols: EventSymbol[] = [];
  let untilStep = rowsOfStep;
  for (const row of rows) {
    if (--untilStep === 0) {
      yield;
      untilStep = rowsOfStep;
    }
    if (listing.failedOnly && log.table.ended(row) !== Ended.failure) continue;
    if (listing.left-- <= 0) break;
    symbols.push(new EventSymbol(log, names, row, ''));
  }
  // Below the first level VS Code reads what a symbol has, whatever it is an instance of.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- see above
  return symbols;
}

/** VS Code knows a list of symbols by the class of its first one. */
function finished(symbol: EventSymbol): vscode.DocumentSymbol {
  return new vscode.DocumentSymbol(
    symbol.name,
    symbol.detail,
    symbol.kind,
    symbol.range,
    symbol.selectionRange,
  );
}

const noChildren: vscode.DocumentSymbol[] = [];

/**
 * An event as a symbol that makes its parts when they are read. VS Code reads each once and copies it:
 * ten thousand finished symbols would only burden the memory.
 */
class EventSymbol implements vscode.DocumentSymbol {
  constructor(
    private readonly log: AuditLog,
    private readonly names: EventNames,
    private readonly row: number,
    private readonly day: string,
  ) {}

  get name(): string {
    const name = this.names.name(this.row);
    return this.day === '' ? name : `${this.day} ${name}`;
  }

  get detail(): string {
    return this.names.user(this.row);
  }

  get kind(): vscode.SymbolKind {
    return this.names.kind(this.row);
  }

  get range(): vscode.Range {
    return eventRange(this.log, this.row);
  }

  get selectionRange(): vscode.Range {
    const start = eventStart(this.log, this.row);
    return new vscode.Range(start, start);
  }

  get children(): vscode.DocumentSymbol[] {
    return noChildren;
  }
}
