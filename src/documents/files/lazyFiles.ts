import * as vscode from 'vscode';
import type { ReadonlyFiles } from './readonlyFiles';

/**
 * Stands in for the files of a scheme until one of them is wanted: VS Code asks for their provider when
 * it starts, and for a file only when a tab shows one.
 */
export class LazyFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private subscription: vscode.Disposable | undefined;

  /** @param load gives the files; the same ones each time */
  constructor(private readonly load: () => Promise<ReadonlyFiles>) {}

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.files()).stat(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.files()).readFile(uri);
  }

  async readDirectory(): Promise<[string, vscode.FileType][]> {
    return (await this.files()).readDirectory();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async createDirectory(uri: vscode.Uri): Promise<void> {
    (await this.files()).createDirectory(uri);
  }

  async writeFile(uri: vscode.Uri): Promise<void> {
    (await this.files()).writeFile(uri);
  }

  async delete(uri: vscode.Uri): Promise<void> {
    (await this.files()).delete(uri);
  }

  async rename(uri: vscode.Uri): Promise<void> {
    (await this.files()).rename(uri);
  }

  dispose(): void {
    this.subscription?.dispose();
    this.changes.dispose();
  }

  private async files(): Promise<ReadonlyFiles> {
    const files = await this.load();
    this.subscription ??= files.onDidChangeFile((events) => this.changes.fire(events));
    return files;
  }
}
