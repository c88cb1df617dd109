import * as vscode from 'vscode';
import type { AuditLog } from '../../audit/table/auditLog';
import { activeLog } from '../activeLog';
import type { CommandFactory } from '../context';

/** To the event with a sequence number, which is asked for: `0x1d`, `29`, or `0xe8:0x1d` with its start. */
export const goToSequence: CommandFactory = (context) => async () => {
  const { log, row, show } = activeLog(context);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Go to Event by Sequence Number'),
    prompt: vscode.l10n.t(
      'Hexadecimal (0x1d) or decimal (29). The reboot counter may stand before it: 0xe8:0x1d',
    ),
    value: valueAt(log, row),
    validateInput: (text) => {
      const asked = parse(text);
      if (asked === undefined) return vscode.l10n.t('Type a number such as 0x1d or 29.');
      return find(log, row, asked) === undefined
        ? vscode.l10n.t('No event in this log has this sequence number.')
        : undefined;
    },
  });
  const asked = typed === undefined ? undefined : parse(typed);
  const found = asked === undefined ? undefined : find(log, row, asked);
  if (found !== undefined) show(found);
};

interface Asked {
  readonly sequence: bigint;
  readonly reboot: bigint | undefined;
}

function parse(text: string): Asked | undefined {
  const parts =
    /^\s*(?:(0x[0-9a-f]{1,16}|\d{1,20})\s*[:/ ]\s*)?(0x[0-9a-f]{1,16}|\d{1,20})\s*$/i.exec(text);
  if (parts?.[2] === undefined) return undefined;
  return {
    sequence: BigInt(parts[2]),
    reboot: parts[1] === undefined ? undefined : BigInt(parts[1]),
  };
}

/** Numbers begin anew with each start of the HSM: without one, that of the cursor's event comes first. */
function find(log: AuditLog, row: number, { sequence, reboot }: Asked): number | undefined {
  const { lookups, table } = log;
  if (reboot !== undefined) return lookups.ofSequence(sequence, reboot);
  return lookups.ofSequence(sequence, table.rebootCounter(row)) ?? lookups.ofSequence(sequence);
}

function valueAt(log: AuditLog, row: number): string {
  const sequence = row < 0 ? undefined : log.table.sequence(row);
  return sequence === undefined ? '' : `0x${sequence.toString(16)}`;
}
