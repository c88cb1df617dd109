import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { startProcess } from './childProcess';
import { quoted } from './desktop';
import { hermeticAws } from './hermeticAws';
import { vscodeTestRoot } from './projectPaths';
import type { StartScene } from './startScene';

/**
 * Opens the scene in an installed desktop VS Code, with settings and extensions of its own: the
 * user's are not touched. Resolves when the window is closed.
 */
export async function startDesktop(scene: StartScene, command: string): Promise<void> {
  const userData = path.join(vscodeTestRoot, 'start-user-data');
  await mkdir(path.join(userData, 'User'), { recursive: true });
  await writeFile(
    path.join(userData, 'User', 'settings.json'),
    JSON.stringify(scene.settings, undefined, 2),
  );
  console.log(`Opening ${command}. Close its window, or press Ctrl-C, to end.`);
  const args = [
    '--new-window',
    '--wait',
    '--skip-welcome',
    '--disable-workspace-trust',
    `--user-data-dir=${userData}`,
    `--extensions-dir=${path.join(vscodeTestRoot, 'start-extensions')}`,
    ...scene.extensions.map((extension) => `--extensionDevelopmentPath=${extension}`),
    scene.folder,
  ];
  const desktop = startProcess(quoted(command), args.map(quoted), {
    env: { ...process.env, ...hermeticAws },
    shell: process.platform === 'win32',
    stdio: 'ignore',
  });
  const end = await desktop.ended;
  if (end !== 0) throw new Error(`${command} ended with ${end}. Try npm start -- --browser.`);
}
