import * as vscode from 'vscode';

/** Puts pieces together. */
export function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * Writes a file whole or not at all: under another name first, then under its own. A file of that
 * name is replaced, as the save dialog has asked.
 */
export async function writeWhole(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  await wholeOrNothing(uri, async (unfinished) => {
    await vscode.workspace.fs.writeFile(unfinished, bytes);
  });
}

/**
 * Writes a folder with files whole or not at all.
 *
 * @param files by name
 */
export async function writeWholeFolder(
  uri: vscode.Uri,
  files: ReadonlyMap<string, Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  await wholeOrNothing(uri, async (unfinished) => {
    await vscode.workspace.fs.createDirectory(unfinished);
    for (const [name, bytes] of files) {
      signal.throwIfAborted();
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(unfinished, name), bytes);
    }
  });
}

async function wholeOrNothing(
  uri: vscode.Uri,
  write: (unfinished: vscode.Uri) => Promise<void>,
): Promise<void> {
  const unfinished = uri.with({ path: `${uri.path}.unfinished` });
  try {
    await write(unfinished);
    await vscode.workspace.fs.rename(unfinished, uri, { overwrite: true });
  } catch (error) {
    try {
      await vscode.workspace.fs.delete(unfinished, { recursive: true });
    } catch {
      // It may not have been made at all; the first error is the one to tell.
    }
    throw error;
  }
}
