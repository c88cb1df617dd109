import * as vscode from 'vscode';
import type { AuditLog } from '../../audit/table/auditLog';
import { Ended } from '../../audit/table/eventTable';
import type { OpcodeCategory } from '../../audit/reference/opcode';
import { classifyUnknownOpcode, opcodeByName } from '../../audit/reference/opcodes';
import { plainLabel } from '../plainLabel';

const usecsADay = 86_400_000_000;

/** Names events by time, opcode and outcome. Made for one log: it keeps what many events share. */
export class EventNames {
  private readonly opcodes = new Map<string, string>();
  private readonly kinds = new Map<string, vscode.SymbolKind>();
  private readonly words = {
    [Ended.unknown]: '',
    [Ended.success]: '',
    [Ended.failure]: ` ${vscode.l10n.t('failed')}`,
  };

  constructor(private readonly log: AuditLog) {}

  /** The UTC day of an event, in days since 1970; undefined where it has no time. */
  day(row: number): number | undefined {
    const usecs = this.log.table.time(row);
    return isNaN(usecs) ? undefined : Math.floor(usecs / usecsADay);
  }

  /** `03:12:07.140 CN_LOGIN failed` */
  name(row: number): string {
    const { table } = this.log;
    const ended = this.words[table.ended(row) as keyof typeof this.words];
    return `${timeOfDay(table.time(row))}${this.opcode(table.opcode(row))}${ended}`;
  }

  /** The user that an event names, as text. */
  user(row: number): string {
    const { table } = this.log;
    const user = table.user(row) ?? table.targetUser(row);
    return user === undefined ? '' : this.printed(user);
  }

  /** An icon by what the opcode is about. */
  kind(row: number): vscode.SymbolKind {
    const opcode = this.log.table.opcode(row);
    if (opcode === undefined) return vscode.SymbolKind.Event;
    let kind = this.kinds.get(opcode);
    if (kind === undefined) {
      kind = kindOf(opcode);
      this.kinds.set(opcode, kind);
    }
    return kind;
  }

  private opcode(opcode: string | undefined): string {
    return opcode === undefined ? vscode.l10n.t('event without an opcode') : this.printed(opcode);
  }

  private printed(text: string): string {
    let shown = this.opcodes.get(text);
    if (shown === undefined) {
      shown = plainLabel(text);
      this.opcodes.set(text, shown);
    }
    return shown;
  }
}

/** `2026-03-12`, of a day since 1970. */
export function dayName(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** `03:12:07.140 ` of a time in Unix µs, with a blank behind it; nothing for NaN. */
export function timeOfDay(usecs: number): string {
  if (isNaN(usecs)) return '';
  const ms = Math.floor((usecs - Math.floor(usecs / usecsADay) * usecsADay) / 1000);
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${three(ms % 1000)} `;
}

/** `00` to `59`: a hundred thousand names are made of these. */
const digits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

function two(number: number): string {
  return digits[number] ?? '';
}

function three(number: number): string {
  return number < 10 ? `00${number}` : number < 100 ? `0${number}` : String(number);
}

const icons: Readonly<Record<OpcodeCategory, vscode.SymbolKind>> = {
  login: vscode.SymbolKind.Event,
  session: vscode.SymbolKind.Interface,
  user: vscode.SymbolKind.Class,
  quorum: vscode.SymbolKind.Enum,
  key: vscode.SymbolKind.Field, // VS Code draws the kind Key as letters
  'key deletion': vscode.SymbolKind.Null,
  'key export': vscode.SymbolKind.Method,
  'key import': vscode.SymbolKind.Constructor,
  'key sync': vscode.SymbolKind.Operator,
  clone: vscode.SymbolKind.Module,
  backup: vscode.SymbolKind.Package,
  restore: vscode.SymbolKind.Namespace,
  certificate: vscode.SymbolKind.File,
  initialisation: vscode.SymbolKind.Struct,
  hsm: vscode.SymbolKind.Object,
  crypto: vscode.SymbolKind.Function,
  marker: vscode.SymbolKind.Constant,
  read: vscode.SymbolKind.Variable,
};

function kindOf(opcode: string): vscode.SymbolKind {
  const category = opcodeByName(opcode)?.category ?? classifyUnknownOpcode(opcode)?.category;
  return category === undefined ? vscode.SymbolKind.Event : icons[category];
}
