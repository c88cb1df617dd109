import * as l10n from '@vscode/l10n';
import { printableLines } from '../../audit/text/printable';
import type { StreamEvent } from '../../sources/fetch/eventMerge';
import type { Option } from '../command';
import type { Format } from '../decode/format';
import { csvFormat, NdjsonFormat } from '../decode/rowFormats';
import { TableFormat } from '../decode/tableFormat';
import type { Io } from '../io';
import { Output } from '../output';
import { FetchedBatch } from './fetchedBatch';

export const formatOption: Option = { type: 'string', choices: ['raw', 'table', 'ndjson', 'csv'] };

/** The help of `--format`, with a line end. */
export function formatHelp(): string {
  return l10n.t(
    '  --format raw     the text of each event as it is stored, and a line end (the default);\n                   a terminal shows its control characters as escapes\n  --format table   one decoded line an event, for people\n  --format ndjson  one JSON object a line, a stable format for programs\n  --format csv     comma separated values with a header, for spreadsheets\n',
  );
}

/** Prints fetched events as they come. */
export class EventPrinter {
  private readonly output: Output;
  private readonly format: Format | undefined;
  private hasHead = false;
  /** How many events have come. */
  count = 0;
  /** How many fetched events were no audit events and had no place in the output. */
  leftOut = 0;

  /** @param format left out: raw */
  constructor(
    private readonly io: Io,
    format: string | undefined,
  ) {
    this.output = new Output(io);
    this.format = formatOf(format);
  }

  async print(events: readonly StreamEvent[]): Promise<void> {
    if (events.length === 0) return;
    this.count += events.length;
    if (this.format === undefined) await this.printRaw(events);
    else await this.printDecoded(this.format, new FetchedBatch(events));
    await this.output.flush();
  }

  /** Says what was left out. */
  end(): void {
    if (this.leftOut === 0) return;
    const sentence =
      this.leftOut === 1
        ? l10n.t('1 entry is no audit event and is left out. --format raw shows it.')
        : l10n.t(
            '{0} entries are no audit events and are left out. --format raw shows them.',
            this.leftOut,
          );
    this.io.complain(`cloudhsm-logs: ${sentence}\n`);
  }

  private async printRaw(events: readonly StreamEvent[]): Promise<void> {
    const { isTerminal } = this.io;
    for (const { event } of events) {
      this.output.add(`${isTerminal ? printableLines(event.message) : event.message}\n`);
      if (this.output.isFull) await this.output.flush();
    }
  }

  private async printDecoded(format: Format, batch: FetchedBatch): Promise<void> {
    if (!this.hasHead && batch.length > 0) {
      this.output.add(format.head(batch, 0, batch.length));
      this.hasHead = true;
    }
    const { between } = format;
    if (between === undefined) this.leftOut += batch.betweens.length;
    const betweens = between === undefined ? [] : batch.betweens;
    let next = 0;
    for (let row = 0; row <= batch.length; row++) {
      for (let text = betweens[next]; text?.before === row; text = betweens[++next]) {
        this.output.add(between?.(text.text, undefined) ?? '');
      }
      if (row < batch.length) this.output.add(format.event(batch, row));
      if (this.output.isFull) await this.output.flush();
    }
  }
}

function formatOf(name: string | undefined): Format | undefined {
  switch (name) {
    case 'table':
      return new TableFormat();
    case 'ndjson':
      return new NdjsonFormat();
    case 'csv':
      return csvFormat;
    default:
      return undefined;
  }
}
