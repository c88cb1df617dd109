import * as vscode from 'vscode';
import type { AuditLog } from '../audit/auditLog';
import type { AuditDocuments } from './auditDocuments';
import { dayName, EventNames } from './eventName';
import { eventRange, eventStart } from './eventRange';

/** More events than this in one branch of the outline are grouped: by day, and a full day by hour. */
const most = 2000;

const usecsAnHour = 3_600_000_000;

/**
 * Every event as a symbol, for the outline, breadcrumbs and sticky scroll. Made of columns alone: no
 * event is decoded.
 */
export class Outline implements vscode.DocumentSymbolProvider {
  constructor(private readonly documents: AuditDocuments) {}

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const log = this.documents.log(document);
    const names = new EventNames(log);
    const days = runs(0, log.length, (row) => names.day(row));
    if (log.length <= most) {
      // Without a branch that says the day, the events say it where there is more than one.
      const several = days.length > 1;
      return days
        .flatMap(({ from, to, value }) =>
          eventSymbols(log, names, from, to, several && value !== undefined ? dayName(value) : ''),
        )
        .map(finished);
    }
    return days.map(({ from, to, value }) => {
      const name = value === undefined ? vscode.l10n.t('No time') : dayName(value);
      const children =
        to - from <= most
          ? asSymbols(eventSymbols(log, names, from, to, ''))
          : runs(from, to, (row) => hour(log.table.time(row))).map((run) =>
              group(
                run.value === undefined ? name : `${String(run.value).padStart(2, '0')}:00`,
                asSymbols(eventSymbols(log, names, run.from, run.to, '')),
              ),
            );
      return group(name, children);
    });
  }
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly value: number | undefined;
}

/** Neighbours of one value, so that each group is one stretch of the text. Rows without one join in. */
function runs(from: number, to: number, valueOf: (row: number) => number | undefined): Run[] {
  const found: Run[] = [];
  let start = from;
  let current: number | undefined;
  for (let row = from; row < to; row++) {
    const value = valueOf(row);
    if (value === undefined || value === current) continue;
    if (current !== undefined) {
      found.push({ from: start, to: row, value: current });
      start = row;
    }
    current = value;
  }
  if (start < to) found.push({ from: start, to, value: current });
  return found;
}

function hour(usecs: number): number | undefined {
  return isNaN(usecs) ? undefined : Math.floor(usecs / usecsAnHour) % 24;
}

function eventSymbols(
  log: AuditLog,
  names: EventNames,
  from: number,
  to: number,
  day: string,
): EventSymbol[] {
  const symbols: EventSymbol[] = [];
  for (let row = from; row < to; row++) symbols.push(new EventSymbol(log, names, row, day));
  return symbols;
}

/** Below the first level VS Code reads what a symbol has, whatever it is an instance of. */
function asSymbols(symbols: EventSymbol[]): vscode.DocumentSymbol[] {
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
 * a hundred thousand finished symbols would only burden the memory.
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

function group(name: string, children: vscode.DocumentSymbol[]): vscode.DocumentSymbol {
  const start = children[0]?.range.start ?? new vscode.Position(0, 0);
  const end = children.at(-1)?.range.end ?? start;
  const symbol = new vscode.DocumentSymbol(
    name,
    vscode.l10n.t('{0} events', count(children)),
    vscode.SymbolKind.Namespace,
    new vscode.Range(start, end),
    new vscode.Range(start, start),
  );
  symbol.children = children;
  return symbol;
}

function count(symbols: readonly vscode.DocumentSymbol[]): number {
  return symbols.reduce((sum, { children }) => sum + (children.length || 1), 0);
}
