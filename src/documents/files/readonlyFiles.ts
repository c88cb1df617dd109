import * as vscode from 'vscode';
import { HumanError } from '../../sources/humanError';

/** Makes the files of a scheme. */
export interface FileContents {
  /**
   * The text of a file.
   * @returns undefined for an address that names a folder
   */
  read(uri: vscode.Uri): Promise<FileContent | undefined>;
}

export interface FileContent {
  readonly text: string;
  /** Unix ms; grows with each change of the text. */
  readonly changed: number;
}

/**
 * A read-only file system over texts that are made on demand. Virtual files rather than a text
 * provider: their tabs survive a reload, can be saved, compared and searched, and a text that grew
 * reaches the editor as a small edit, so that cursor and scroll position stay.
 */
export class ReadonlyFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private readonly encoder = new TextEncoder();
  private readonly sizes = new WeakMap<
    FileContent,
    { readonly changed: number; readonly size: number }
  >();

  /** @param report takes every error, for the log */
  constructor(
    private readonly contents: FileContents,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Tells the editors that a file has another text now. */
  changed(uri: vscode.Uri): void {
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const content = await this.content(uri);
    if (content === undefined)
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: content.changed,
      size: this.size(content),
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const content = await this.content(uri);
    if (content === undefined) throw vscode.FileSystemError.FileIsADirectory(uri);
    return this.encoder.encode(content.text);
  }

  /** The tree is in the sidebar; folders exist for the breadcrumbs only. */
  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.changes.dispose();
  }

  /** The length in bytes, counted once a content: a text may be long, and is asked for often. */
  private size(content: FileContent): number {
    const { changed } = content;
    const known = this.sizes.get(content);
    if (known?.changed === changed) return known.size;
    const size = this.encoder.encode(content.text).length;
    this.sizes.set(content, { changed, size });
    return size;
  }

  private async content(uri: vscode.Uri): Promise<FileContent | undefined> {
    try {
      return await this.contents.read(uri);
    } catch (error) {
      this.report(error);
      // VS Code shows this sentence in the place of the text.
      if (error instanceof HumanError) throw vscode.FileSystemError.Unavailable(error.message);
      throw error;
    }
  }
}
