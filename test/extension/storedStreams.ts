import type * as vscode from 'vscode';
import { AuditLog } from '../../src/audit/table/auditLog';
import { streamUri } from '../../src/documents/streams/streamAddress';
import type { LogSource, LogStream, StoredEvent } from '../../src/sources/logSource';
import { listedItems } from '../fixtures/listedItems';

/** A stream with everything that its source holds of it. */
export interface StoredStream {
  readonly stream: LogStream;
  /** Oldest first. */
  readonly events: readonly StoredEvent[];
  /** The address of its document in a connection of this name. */
  readonly uri: (connection: string) => vscode.Uri;
}

/** Everything that a source holds, read to its end. */
export async function storedStreams(source: LogSource): Promise<readonly StoredStream[]> {
  const stored: StoredStream[] = [];
  for (const cluster of await listedItems(source.clusters())) {
    for (const stream of await listedItems(source.streams(cluster))) {
      const events: StoredEvent[] = [];
      for await (const page of source.read(stream, { direction: 'newer' })) {
        events.push(...page.events);
      }
      stored.push({
        stream,
        events,
        uri: (connection) =>
          streamUri({ connection, logGroup: cluster.logGroup, stream: stream.name }),
      });
    }
  }
  return stored;
}

/** The texts of the events that a document shows, in its order. */
export function shownEvents(document: vscode.TextDocument): readonly string[] {
  const text = document.getText();
  return [...AuditLog.of(text).events()].map(({ span }) =>
    text.slice(span.offset, span.offset + span.length),
  );
}

/** The messages as a document shows them. */
export function messages(events: readonly StoredEvent[]): readonly string[] {
  return events.map(({ message }) => message.trimEnd());
}
