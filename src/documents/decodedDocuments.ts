import * as vscode from 'vscode';
import { AuditLog } from '../audit/auditLog';
import { decodedText, type DecodedText } from '../audit/decodedText';
import { hsmIdIn } from '../audit/hsmId';
import { decodedUri, sourceUri } from './decodedAddress';
import { ReadonlyFiles, type FileContent, type FileContents } from './readonlyFiles';
import { streamAddress } from './streamAddress';
import type { StreamDocuments } from './streamDocuments';

/** A decoded view and the log that it shows. */
export interface DecodedDocument {
  readonly log: AuditLog;
  readonly decoded: DecodedText;
}

/** How long typing rests before a log is decoded anew, in ms. */
const restMs = 300;

/** The stream that a log is of, by its address or by the name of its file. */
export function streamName(source: vscode.Uri): string | undefined {
  return streamAddress(source)?.stream ?? hsmIdIn(source.path.split('/').pop() ?? '');
}

/** The decoded views, as the files of the scheme `cloudhsm-decoded`. They follow their logs. */
export class DecodedDocuments implements FileContents, vscode.Disposable {
  private readonly documents = new Map<string, DecodedDocument & FileContent>();
  private readonly subscriptions: vscode.Disposable[] = [];
  /** Logs that are being typed in, by address. */
  private readonly rests = new Map<string, NodeJS.Timeout>();
  readonly files: ReadonlyFiles;

  /**
   * @param clock Unix ms
   * @param report takes every error, for the log
   */
  constructor(
    private readonly streams: StreamDocuments,
    private readonly clock: () => number,
    report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
    this.subscriptions.push(
      streams.onDidChange((source) => this.refresh(source)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.refreshAtRest(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        // A change of the language comes as close and open, too, of a document that stays open.
        if (document.isClosed) this.closed(document.uri);
      }),
    );
  }

  /** What an open decoded view shows. */
  get(uri: vscode.Uri): DecodedDocument | undefined {
    return this.documents.get(uri.toString());
  }

  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    const source = sourceUri(uri);
    if (source === undefined) return undefined;
    const key = uri.toString();
    const text = await this.sourceText(source);
    const known = this.documents.get(key);
    if (known?.log.text === text) return known;
    const log = AuditLog.of(text);
    const decoded = decodedText(log, streamName(source));
    const changed = Math.max(this.clock(), (known?.changed ?? 0) + 1);
    const document = { log, decoded, text: decoded.text, changed };
    this.documents.set(key, document);
    return document;
  }

  dispose(): void {
    for (const timer of this.rests.values()) clearTimeout(timer);
    this.rests.clear();
    vscode.Disposable.from(...this.subscriptions, this.files).dispose();
  }

  /** Decodes a log anew when nobody has typed in it for a moment. */
  private refreshAtRest(source: vscode.Uri): void {
    if (!this.documents.has(decodedUri(source).toString())) return;
    const key = source.toString();
    clearTimeout(this.rests.get(key));
    const atRest = (): void => {
      this.rests.delete(key);
      this.refresh(source);
    };
    this.rests.set(key, setTimeout(atRest, restMs));
  }

  private refresh(source: vscode.Uri): void {
    const uri = decodedUri(source);
    if (this.documents.has(uri.toString())) this.files.changed(uri);
  }

  /** Lets go of what no tab shows any more. A fetched stream serves its raw and its decoded tab. */
  private closed(uri: vscode.Uri): void {
    this.documents.delete(uri.toString());
    const source = sourceUri(uri) ?? uri;
    if (streamAddress(source) === undefined) return;
    const tabs = [source.toString(), decodedUri(source).toString()];
    const open = vscode.workspace.textDocuments.some(
      (document) => !document.isClosed && tabs.includes(document.uri.toString()),
    );
    if (!open) this.streams.forget(source);
  }

  /** What the editor shows of the log, unsaved changes too, or else what is stored. */
  private async sourceText(source: vscode.Uri): Promise<string> {
    if (streamAddress(source) !== undefined) return (await this.streams.open(source)).text;
    const key = source.toString();
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
    if (open !== undefined) return open.getText();
    try {
      // Not the bytes: the editor knows the file's encoding.
      return (await vscode.workspace.openTextDocument(source)).getText();
    } catch {
      // It gives no file of more than 50 MB to an extension. A file that is gone fails here as well.
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
    }
  }
}
