import { chmod, mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { vscodeTestRoot } from './projectPaths';

/**
 * Writes the executable that starts launcher.js with the Node that runs now.
 *
 * @returns its path, for the `vscodeExecutablePath` of @vscode/test-electron
 */
export async function launcherExecutable(): Promise<string> {
  const launcher = path.join(__dirname, 'launcher.js');
  const windows = process.platform === 'win32';
  const file = path.join(vscodeTestRoot, windows ? 'launcher.cmd' : 'launcher');
  const lines = windows
    ? ['@echo off', `"${process.execPath}" "${launcher}" %*`]
    : ['#!/bin/sh', `exec "${process.execPath}" "${launcher}" "$@"`];
  await mkdir(vscodeTestRoot, { recursive: true });
  await writeFile(file, `${lines.join('\n')}\n`);
  await chmod(file, 0o755);
  return file;
}
