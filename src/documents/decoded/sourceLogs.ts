import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { baseName } from '../files/baseName';
import { AuditLog } from '../../audit/table/auditLog';
import { readingNotes } from '../../audit/containers/readingNotes';
import { clusterInPath } from '../../audit/containers/streamNames';
import { unwrappedLog, type UnwrappedLog } from '../../audit/containers/unwrappedLog';
import type { NamedLog } from '../../audit/decoded/decodedView';
import { hsmIdIn } from '../../audit/event/hsmId';
import { hostSlicing, inSlices } from '../../audit/slices';
import { byteOrderMark } from '../../sources/files/byteOrderMark';
import { namesIn } from '../../sources/files/namesIn';
import { recordGunzip } from '../../sources/files/recordGunzip';
import { HumanError } from '../../sources/humanError';
import { gunzipped, isGzip } from '../files/gunzip';
import { rangeAddress } from '../ranges/rangeAddress';
import { streamAddress } from '../streams/streamAddress';
import type { StreamDocuments } from '../streams/streamDocuments';

/** The most that a text can hold, in bytes: the engine's strings end a little above. */
const mostBytes = 500_000_000;

function streamName(source: vscode.Uri): string | undefined {
  const file = rangeAddress(source)?.source ?? source;
  return streamAddress(source)?.stream ?? namesIn(file.path).stream ?? hsmIdIn(baseName(source));
}

/** The logs behind decoded views and exports, wherever they are: streams, open documents, files. */
export class SourceLogs {
  private readonly logs = new Map<string, AuditLog>();
  /** The newest text of each stream, and its log when it is made. */
  private readonly indexing = new Map<
    string,
    { readonly text: string; readonly log: Promise<AuditLog> }
  >();
  /** What was found out of each text that is shown. */
  private readonly containers = new WeakMap<AuditLog, UnwrappedLog | undefined>();
  /** Files that no editor shows: what their log is of. */
  private readonly stamps = new Map<string, string>();

  /**
   * @param readOpen gives the log of an open document; undefined where that is closed meanwhile
   * @param missingOf says what a search that was cut off did not search
   */
  constructor(
    private readonly streams: StreamDocuments,
    private readonly readOpen: (document: vscode.TextDocument) => Promise<AuditLog | undefined>,
    private readonly missingOf: (source: vscode.Uri) => string | undefined,
  ) {}

  /** A log as it is now: what the editor shows, unsaved changes too, or else what is stored. */
  async open(source: vscode.Uri): Promise<NamedLog> {
    const log = await this.log(source);
    const name = this.nameOf(source);
    const cluster = clusterInPath(source.path);
    const unwrapped = this.unwrapped(log, name);
    if (unwrapped === undefined) return { log, name, cluster, missing: this.missingOf(source) };
    const { log: events, reading, offsetOf: rawOffset, placeOf } = unwrapped;
    return { log: events, name, cluster, rawOffset, placeOf, notes: readingNotes(reading) };
  }

  /** The events of JSON or CSV, unwrapped once a text; undefined for a text that is a log itself. */
  private unwrapped(log: AuditLog, stream: string | undefined): UnwrappedLog | undefined {
    if (!this.containers.has(log)) {
      this.containers.set(log, unwrappedLog(log.text, { stream, gunzip: recordGunzip }));
    }
    return this.containers.get(log);
  }

  /** What a log's HSM is called, as far as its address, its file's name or a folder of that says it. */
  nameOf(source: vscode.Uri): string | undefined {
    return streamName(source);
  }

  /** Lets go of a log that nothing shows any more. */
  forget(source: vscode.Uri): void {
    this.logs.delete(source.toString());
    this.indexing.delete(source.toString());
    this.stamps.delete(source.toString());
  }

  private async log(source: vscode.Uri): Promise<AuditLog> {
    if (streamAddress(source) !== undefined) {
      return this.indexed(source, (await this.streams.open(source)).text);
    }
    const key = source.toString();
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
    const shown = open && (await this.readOpen(open));
    if (shown !== undefined) return shown;
    let document: vscode.TextDocument;
    try {
      // Not the bytes: the editor knows the file's encoding.
      document = await vscode.workspace.openTextDocument(source);
    } catch {
      // It gives no file of more than 50 MB to an extension. A file that is gone fails here as well.
      return this.largeLog(source);
    }
    return (await this.readOpen(document)) ?? this.largeLog(source);
  }

  /** Reads a file only when it is another one than before. */
  private async largeLog(source: vscode.Uri): Promise<AuditLog> {
    const key = source.toString();
    const { mtime, size } = await vscode.workspace.fs.stat(source);
    const stamp = `${mtime} ${size}`;
    const known = this.logs.get(key);
    if (known !== undefined && this.stamps.get(key) === stamp) return known;
    if (size > mostBytes) throw tooLarge(size);
    // So much text is indexed in slices: hovers and keys elsewhere do not wait for it.
    const log = await inSlices(AuditLog.inSteps(await largeText(source)), hostSlicing);
    this.logs.set(key, log);
    this.stamps.set(key, stamp);
    return log;
  }

  /** The same log for all that ask for the same text, also while it is indexed. */
  private indexed(source: vscode.Uri, text: string): Promise<AuditLog> {
    const key = source.toString();
    const known = this.indexing.get(key);
    if (known?.text === text) return known.log;
    const log = inSlices(AuditLog.inSteps(text, this.logs.get(key)), hostSlicing).then((made) => {
      if (this.indexing.get(key)?.log === log) this.logs.set(key, made);
      return made;
    });
    this.indexing.set(key, { text, log });
    log.catch(() => {
      // Tried anew by the next who asks.
      if (this.indexing.get(key)?.log === log) this.indexing.delete(key);
    });
    return log;
  }
}

async function largeText(source: vscode.Uri): Promise<string> {
  const stored = await vscode.workspace.fs.readFile(source);
  const bytes = isGzip(stored) ? await gunzipped(stored) : stored;
  if (bytes.length > mostBytes) throw tooLarge(bytes.length);
  // Windows PowerShell writes UTF-16.
  return new TextDecoder(byteOrderMark(bytes).encoding).decode(bytes);
}

/** @param size bytes, of a compressed file as far as they are known */
function tooLarge(size: number): HumanError {
  return new HumanError(
    l10n.t(
      'This log has {0} MB, more than fits into one text. Open a time range of it, or decode it with the command line.',
      Math.round(size / 1_000_000),
    ),
  );
}
