import * as path from 'node:path';
import { servedInstall } from '../host/servedInstall';
import { vscodeVersionNamed } from '../host/vscodeVersions';
import { openWindow } from '../window/openWindow';

/**
 * How long the extension's activation took as VS Code itself counts and shows it, loading its file and
 * `activate()` together, in a window that opens an audit log.
 *
 * @param version of VS Code
 * @param extension the folder to load it from
 * @param log an audit log
 * @returns whole ms, as VS Code rounds it
 */
export async function reportedActivation(
  version: string,
  extension: string,
  log: string,
): Promise<number> {
  const install = await servedInstall(vscodeVersionNamed(version));
  const window = await openWindow({
    folder: path.dirname(log),
    // All rows at once: the quickest extensions stand last.
    size: { width: 1400, height: 4000 },
    under: { install, developmentPath: extension, extensionsDir: undefined },
  });
  try {
    await window.openFile(log);
    await window.hover('Opcode');
    await window.runCommand('Developer: Show Running Extensions');
    const row = window.page.locator('.runtime-extensions-editor .extension', {
      hasText: 'CloudHSM Log Explorer',
    });
    await row.first().waitFor({ timeout: 20_000 });
    const words = (await row.first().locator('.activation-time').textContent()) ?? '';
    const [, ms] = /(\d+)\s*ms/.exec(words) ?? [];
    if (ms === undefined) throw new Error(`VS Code says no time of activation: "${words}".`);
    return Number(ms);
  } finally {
    await window.close();
  }
}
