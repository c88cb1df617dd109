import * as vscode from 'vscode';

/**
 * Watches the files behind decoded views. An open document follows its file by itself, but a file may have
 * none: VS Code lets go of one that no tab shows, and gives none of a large or a compressed file.
 */
export class SourceWatch implements vscode.Disposable {
  private readonly watches = new Map<string, vscode.Disposable>();

  /** @param changed takes a source whose file is another one now */
  constructor(private readonly changed: (source: vscode.Uri) => void) {}

  /** Watches these from now on, and no others. */
  watch(sources: readonly vscode.Uri[]): void {
    const files = new Map(
      sources.flatMap((source) =>
        source.scheme === 'file' ? [[source.toString(), source] as const] : [],
      ),
    );
    for (const [key, watch] of this.watches) {
      if (files.has(key)) continue;
      watch.dispose();
      this.watches.delete(key);
    }
    for (const [key, source] of files) {
      if (!this.watches.has(key)) this.watches.set(key, this.watchOf(source));
    }
  }

  dispose(): void {
    this.watch([]);
  }

  private watchOf(source: vscode.Uri): vscode.Disposable {
    // All of the folder: a name may hold what means something else in a pattern.
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(source, '..'), '*');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
    const look = (uri: vscode.Uri): void => {
      if (uri.toString() === source.toString()) this.changed(source);
    };
    return vscode.Disposable.from(watcher, watcher.onDidChange(look), watcher.onDidCreate(look));
  }
}
