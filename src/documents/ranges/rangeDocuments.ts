import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TimeSpan } from '../../audit/time/timeInput';
import { openIndexedFile, type IndexedFile } from '../../sources/files/indexedFile';
import { HumanError } from '../../sources/humanError';
import { rangeAddress } from './rangeAddress';
import { ReadonlyFiles, type FileContent, type FileContents } from '../files/readonlyFiles';

/** VS Code gives no text of more than 50 MB to an extension. */
const mostCharacters = 45_000_000;

/**
 * The events of a time range of a file on disk, as the files of the scheme `cloudhsm-range`: of a file
 * that is too large for the editor, what it can show with everything that it offers. Only the bytes of
 * those events are read.
 */
export class RangeDocuments implements FileContents, vscode.Disposable {
  /** Indexes of files, by path, with what the file was when it was indexed. */
  private readonly indexes = new Map<
    string,
    { readonly stamp: string; readonly file: Promise<IndexedFile> }
  >();
  readonly files: ReadonlyFiles;

  /** @param report takes every error, for the log */
  constructor(private readonly report: (error: unknown) => void) {
    this.files = new ReadonlyFiles(this, report);
  }

  /** The index of a file; made anew only when the file is another one than before. */
  async index(source: vscode.Uri, signal?: AbortSignal): Promise<IndexedFile> {
    if (source.scheme !== 'file') {
      throw new HumanError(
        l10n.t('A time range can be opened of a file on disk only. Save a copy of this one first.'),
      );
    }
    const { mtime, size } = await vscode.workspace.fs.stat(source);
    const stamp = `${mtime} ${size}`;
    const known = this.indexes.get(source.fsPath);
    if (known?.stamp === stamp) return known.file;
    if (known !== undefined) this.close(source.fsPath, known.file);
    const file = openIndexedFile(source.fsPath, signal === undefined ? {} : { signal });
    this.indexes.set(source.fsPath, { stamp, file });
    file.catch(() => this.indexes.delete(source.fsPath)); // whoever asked sees the error
    return file;
  }

  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    const address = rangeAddress(uri);
    if (address === undefined) return undefined;
    const file = await this.index(address.source);
    const { mtime } = await vscode.workspace.fs.stat(address.source);
    return { text: textOf(file, address.span), changed: mtime };
  }

  dispose(): void {
    for (const [path, { file }] of this.indexes) this.close(path, file);
    this.files.dispose();
  }

  private close(path: string, file: Promise<IndexedFile>): void {
    this.indexes.delete(path);
    file.then((open) => open.close()).catch(this.report);
  }
}

/**
 * The events of a range in the order of the file, with what stands between those that follow each other.
 * One without a time counts to the event before it.
 */
function textOf(file: IndexedFile, { from, to }: TimeSpan): string {
  const { table } = file;
  const texts: string[] = [];
  let size = 0;
  let first: number | undefined;
  for (let row = 0; row <= table.length; row++) {
    const time = table.time(row);
    const isIn =
      row < table.length && (isNaN(time) ? first !== undefined : time >= from && time <= to);
    if (isIn) first ??= row;
    if (isIn || first === undefined) continue;
    size += table.end(row - 1) - table.start(first);
    if (size > mostCharacters) {
      throw new HumanError(
        l10n.t('The events of this range are more than 45 MB, too. Choose a shorter range.'),
      );
    }
    texts.push(file.stretch(first, row - 1), '\n\n');
    first = undefined;
  }
  return texts.join('');
}
