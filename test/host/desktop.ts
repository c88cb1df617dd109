import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { vscodeTestRoot } from './projectPaths';
import type { VSCodeVersion } from './vscodeVersions';

/** A desktop VS Code is about 150 MB. */
const downloadTimeoutMs = 4 * 60_000;
/** Without a byte for this long, the network is taken as closed. */
const idleTimeoutMs = 10_000;

/** Whether a window can be shown here. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/**
 * The desktop VS Code of a version, downloaded into .vscode-test/ when it is not there.
 *
 * @throws Error when it cannot be had within a bounded time
 */
export async function downloadedDesktop(version: VSCodeVersion): Promise<string> {
  const late = sleep(downloadTimeoutMs, undefined, { ref: false }).then(() => {
    throw new Error(`the download took longer than ${downloadTimeoutMs / 60_000} minutes`);
  });
  const download = downloadAndUnzipVSCode({
    version: version.release,
    cachePath: vscodeTestRoot,
    timeout: idleTimeoutMs,
  });
  return Promise.race([download, late]);
}

/** The command of an installed desktop VS Code, or undefined. */
export function installedDesktop(): string | undefined {
  const windows = process.platform === 'win32';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = ['code', 'code-insiders', 'codium'].flatMap((name) =>
    folders.map((folder) => path.join(folder, windows ? `${name}.cmd` : name)),
  );
  return [...onPath, ...usualPlaces()].filter((file) => existsSync(file)).find(isDesktop);
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Visual Studio Code', 'Visual Studio Code - Insiders', 'VSCodium'].flatMap((name) =>
      ['/Applications', path.join(homedir(), 'Applications')].map(
        (root) => `${root}/${name}.app/Contents/Resources/app/bin/${commandOf(name)}`,
      ),
    );
  }
  if (process.platform === 'win32') {
    const { LOCALAPPDATA, ProgramFiles } = process.env;
    const roots = [LOCALAPPDATA && path.join(LOCALAPPDATA, 'Programs'), ProgramFiles];
    const places = [
      'Microsoft VS Code\\bin\\code.cmd',
      'Microsoft VS Code Insiders\\bin\\code-insiders.cmd',
      'VSCodium\\bin\\codium.cmd',
    ];
    return roots.flatMap((root) => (root ? places.map((place) => path.join(root, place)) : []));
  }
  return ['/usr/share/code/bin/code', '/snap/bin/code', '/usr/share/codium/bin/codium'];
}

function commandOf(application: string): string {
  if (application === 'VSCodium') return 'codium';
  return application.endsWith('Insiders') ? 'code-insiders' : 'code';
}

/** Tells the editor from other programs named `code`, and from the remote command line of a terminal. */
function isDesktop(command: string): boolean {
  if (command.includes('remote-cli')) return false;
  const { status, stdout } = spawnSync(quoted(command), ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 15_000,
  });
  return status === 0 && /^\d+\.\d+\.\d+/.test(stdout);
}

/** A command as `spawn` wants it: on Windows .cmd files run in a shell, which splits at spaces. */
export function quoted(word: string): string {
  return process.platform === 'win32' ? `"${word}"` : word;
}
