import * as l10n from '@vscode/l10n';
import { fieldOf, type NumberField } from '../event/auditEvent';
import type { AuditLog } from '../table/auditLog';
import { isoMicroseconds } from '../time/moments';
import { printable, quoted } from '../text/printable';
import { opcodeByName } from '../reference/opcodes';
import { loginOfSession } from '../subjects/relations';
import type { Description } from './description';

type Words = Omit<Description, 'title' | 'link'>;

/** A session handle: the login that it belongs to, where the log shows one. Marked as inferred. */
export function describeSession(log: AuditLog, row: number): Words {
  const login = loginOfSession(log, row);
  if (login === undefined) {
    return {
      sentences: [l10n.t('This document shows no login that this session belongs to.')],
      facts: [],
    };
  }
  if (login === row) {
    return { sentences: [l10n.t('This event is the login of the session.')], facts: [] };
  }
  const event = log.event(login);
  const user = event.kind === 'audit' ? fieldOf(event, 'userName')?.value : undefined;
  return {
    sentences: [
      l10n.t(
        'Inferred: the connection of this session, and the nearest login on it before this event. Handles are reused.',
      ),
    ],
    facts: [
      [
        l10n.t('Login (inferred)'),
        l10n.t('user {0}, {1}', user === undefined ? '-' : quoted(user), place(log, login)),
      ],
    ],
  };
}

/** How many other events on a key are listed; the rest is counted. */
const listed = 8;

/** A key handle: the other events in the log on this key. */
export function describeKey(field: NumberField, log: AuditLog, row: number): Words {
  const { number } = field;
  if (number === undefined) return { sentences: [], facts: [] };
  if (number === 0n) {
    return { sentences: [l10n.t('0 means: no key on this side.')], facts: [] };
  }
  const facts: [string, string][] = [[l10n.t('Hex'), `0x${number.toString(16)}`]];
  const others = log.lookups.onKey(number).filter((other) => other !== row);
  if (others.length === 0) {
    return { sentences: [l10n.t('No other event in this document is on this key.')], facts };
  }
  for (const other of nearest(others, row))
    facts.push([opcodeWords(log, other), place(log, other)]);
  const sentence =
    others.length === 1
      ? l10n.t('1 other event in this document is on this key.')
      : others.length > listed
        ? l10n.t(
            '{0} other events in this document are on this key; the nearest {1}:',
            others.length,
            listed,
          )
        : l10n.t('{0} other events in this document are on this key:', others.length);
  return { sentences: [sentence], facts };
}

/** The rows nearest to one, in the order of the log. */
function nearest(rows: Uint32Array, to: number): Uint32Array {
  if (rows.length <= listed) return rows;
  const before = rows.filter((row) => row < to).length;
  const start = Math.min(Math.max(0, before - listed / 2), rows.length - listed);
  return rows.slice(start, start + listed);
}

function opcodeWords(log: AuditLog, row: number): string {
  const name = log.table.opcode(row);
  return name === undefined ? '-' : (opcodeByName(name)?.short ?? printable(name, 64));
}

/** An event's time and line: `2018-01-16T01:48:49.824999Z, line 12`. */
function place(log: AuditLog, row: number): string {
  const usecs = log.table.time(row);
  const time = isNaN(usecs) ? undefined : isoMicroseconds(BigInt(Math.trunc(usecs)));
  const line = l10n.t('line {0}', log.table.line(row) + 1);
  return time === undefined ? line : `${time}, ${line}`;
}
