import * as path from 'node:path';
import { servedInstall } from '../host/servedInstall';
import { vscodeVersionNamed } from '../host/vscodeVersions';
import { openWindow } from '../window/openWindow';
import type { VSCodeWindow } from '../window/vscodeWindow';

/** What the extension beside is called. */
export const controlName = 'Bench Control';

/** What the list of running extensions says of one of them. */
async function timeShown({ page }: VSCodeWindow, extension: string): Promise<number> {
  const rows = page.locator('.runtime-extensions-editor .extension', { hasText: extension });
  await rows.first().waitFor({ timeout: 20_000 });
  const words = (await rows.first().locator('.activation-time').textContent()) ?? '';
  const [, ms] = /(\d+)\s*ms/.exec(words) ?? [];
  if (ms === undefined) throw new Error(`VS Code says no time of activation: "${words}".`);
  return Number(ms);
}

/**
 * How long the extension's activation took as VS Code itself counts and shows it, loading its file and
 * `activate()` together, in a window that opens an audit log; and that of another extension beside it.
 *
 * @param version of VS Code
 * @param extension the folder to load it from
 * @param control the folder of the other one, of the name `controlName`
 * @param log an audit log
 * @returns whole ms, as VS Code rounds it
 */
export async function reportedActivation(
  version: string,
  extension: string,
  control: string,
  log: string,
): Promise<{ readonly own: number; readonly control: number }> {
  const install = await servedInstall(vscodeVersionNamed(version));
  const window = await openWindow({
    folder: path.dirname(log),
    // All rows at once: the quickest extensions stand last.
    size: { width: 1400, height: 4000 },
    under: { install, developmentPath: extension, extensionsDir: undefined },
    companions: [control],
  });
  try {
    await window.openFile(log);
    await window.hover('Opcode');
    await window.runCommand('Developer: Show Running Extensions');
    return {
      own: await timeShown(window, 'CloudHSM Log Explorer'),
      control: await timeShown(window, controlName),
    };
  } finally {
    await window.close();
  }
}
