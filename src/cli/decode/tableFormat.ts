import * as l10n from '@vscode/l10n';
import { decodedCell, none } from '../../audit/decoded/decodedCell';
import {
  columnTitle,
  defaultColumns,
  widest,
  type EventColumn,
} from '../../audit/decoded/decodedColumns';
import { printable } from '../../audit/text/printable';
import type { EventBatch } from '../input/eventBatch';
import type { Format } from './format';

/** The columns are at least so wide: events that come later are seldom wider. */
const least: Partial<Record<EventColumn, number>> = {
  time: 27,
  outcome: 10,
  opcode: 29,
  subject: 34,
  response: 22,
  meaning: 24,
  sequence: 8,
};

/** A local time is longer than one in UTC. */
const localTimeWidth = 32;

/** So many events are looked at for the widths, which then stay: the output is printed as it comes. */
const measuredEvents = 500;

/**
 * The decoded view as it comes: one line an event, its columns under a header.
 *
 * @param localTime writes Unix µs on the reader's clock; left out: UTC
 */
export class TableFormat implements Format {
  private readonly columns = defaultColumns;
  private readonly widths: number[];

  constructor(private readonly localTime?: (usecs: number) => string) {
    this.widths = this.columns.map((column) => least[column] ?? 0);
  }

  head(batch: EventBatch, from: number, to: number): string {
    const header = this.columns.map((column) =>
      column === 'time' && this.localTime !== undefined
        ? l10n.t('Time (local)')
        : columnTitle(column),
    );
    const lines = [header];
    const end = Math.min(to, from + measuredEvents);
    for (let row = from; row < end; row++) lines.push(this.cells(batch, row));
    this.columns.forEach((column, index) => {
      const most = column === 'time' ? localTimeWidth : widest[column];
      for (const line of lines) {
        const width = Math.min(line[index]?.length ?? 0, most);
        if (width > (this.widths[index] ?? 0)) this.widths[index] = width;
      }
    });
    return this.line(header);
  }

  event(batch: EventBatch, row: number): string {
    return this.line(this.cells(batch, row));
  }

  readonly between = (text: string, line: number | undefined): string => {
    const shown = printable(text, 80);
    return line === undefined
      ? `! ${l10n.t('this is no audit event: {0}', shown)}\n`
      : `! ${l10n.t('line {0} is no audit event: {1}', line, shown)}\n`;
  };

  private cells(batch: EventBatch, row: number): string[] {
    const event = batch.event(row);
    const stream = batch.stream(row);
    return this.columns.map((column) => {
      const shown = decodedCell(event, column, stream);
      if (column !== 'time' || shown === none || this.localTime === undefined) return shown;
      return this.localTime(batch.time(row));
    });
  }

  private line(cells: readonly string[]): string {
    let line = '';
    const last = cells.length - 1;
    cells.forEach((cell, index) => {
      line += index === last ? cell : `${cell.padEnd(this.widths[index] ?? 0)}  `;
    });
    return `${line}\n`;
  }
}

/** Unix µs on this machine's clock with its offset: `2017-12-19T13:01:17.140812-08:00`. */
export function localClock(usecs: number): string {
  const micros = ((usecs % 1e6) + 1e6) % 1e6;
  const date = new Date((usecs - micros) / 1000);
  const offset = -date.getTimezoneOffset();
  const shifted = new Date(date.getTime() + offset * 60_000);
  if (Number.isNaN(shifted.getTime())) return none;
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  const away = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${two(away / 60)}:${two(away % 60)}`;
  return `${shifted.toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}${zone}`;
}
