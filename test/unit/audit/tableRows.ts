import type { EventTable } from '../../../src/audit/eventTable';

/** What a row says of its event, by the table's own names. */
export function tableRow(table: EventTable, row: number): Readonly<Record<string, unknown>> {
  const time = table.time(row);
  return {
    time: isNaN(time) ? undefined : time,
    sequence: table.sequence(row),
    rebootCounter: table.rebootCounter(row),
    commandType: table.commandType(row),
    opcode: table.opcode(row),
    sessionHandle: table.sessionHandle(row),
    responseCode: table.responseCode(row),
    logType: table.logType(row),
    privateKey: table.privateKey(row),
    publicKey: table.publicKey(row),
    key: table.key(row),
    user: table.user(row),
    userType: table.userType(row),
    targetUser: table.targetUser(row),
    ended: table.ended(row),
  };
}

/** Every row with its place, for a comparison of two tables. */
export function tableRows(table: EventTable): unknown[] {
  return Array.from({ length: table.length }, (_, row) => ({
    ...tableRow(table, row),
    kind: table.kind(row),
    start: table.start(row),
    end: table.end(row),
    line: table.line(row),
    column: table.column(row),
  }));
}
