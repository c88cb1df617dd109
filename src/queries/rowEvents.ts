import * as vscode from 'vscode';
import { eventGone } from '../documents/streams/eventGone';
import { streamUri } from '../documents/streams/streamAddress';
import type { FindSource, StreamDocuments } from '../documents/streams/streamDocuments';
import { HumanError } from '../sources/humanError';
import { rangeAround } from '../sources/timeRange';
import type { ResultRow } from './resultDocuments';

/** Where an event stands. */
export interface EventPlace {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

/** Finds the events that rows of results are of, each among those around it in its stream. */
export class RowEvents {
  constructor(
    private readonly findSource: FindSource,
    private readonly streams: StreamDocuments,
  ) {}

  /**
   * Reads the event of a row, and the part of its stream around it.
   *
   * @returns undefined for a row that is of no single event
   */
  async find({ result, index }: ResultRow, signal: AbortSignal): Promise<EventPlace | undefined> {
    const { query, table } = result;
    const pointer = table.pointers[index];
    const insights = this.findSource(query.connection).insights;
    if (pointer === undefined || insights === undefined) return undefined;
    const { logGroup, stream, event } = await insights.record(pointer, signal);
    const uri = streamUri({
      connection: query.connection,
      logGroup: logGroup ?? query.logGroups[0] ?? '',
      stream,
      range: rangeAround(event.timestamp),
    });
    const log = await this.streams.open(uri, signal);
    if (!log.text.includes(event.message) && log.missing !== undefined) {
      await log.loadNewer(signal);
    }
    const { text, missing } = log;
    const at = text.indexOf(event.message);
    if (at < 0 && missing !== undefined) throw new HumanError(missing);
    if (at < 0) throw eventGone();
    const line = text.slice(0, at).split('\n').length - 1;
    return { uri, position: new vscode.Position(line, 0) };
  }
}
