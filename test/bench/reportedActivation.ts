import * as path from 'node:path';
import { servedInstall } from '../host/servedInstall';
import { vscodeVersionNamed } from '../host/vscodeVersions';
import { openWindow } from '../window/openWindow';
import type { VSCodeWindow } from '../window/vscodeWindow';

/** What the extension beside is called. */
export const controlName = 'Bench Control';

/** How long an extension may take to stand in the list, and what of that one page of it gets, in ms. */
const patienceMs = 60_000;
const pageMs = 250;

/**
 * What the list of running extensions says of one of them. The list holds only the rows on the screen,
 * and sorts them by times that are still coming in.
 */
async function timeShown({ page }: VSCodeWindow, extension: string): Promise<number> {
  const list = page.locator('.runtime-extensions-editor');
  const rows = list.locator('.extension', { hasText: extension });
  await list.locator('.extension').first().click({ timeout: patienceMs });
  for (let turn = 0; turn * pageMs < patienceMs && (await rows.count()) === 0; turn++) {
    await page.keyboard.press(turn % 16 === 15 ? 'Home' : 'PageDown');
    await page.waitForTimeout(pageMs);
  }
  await rows.first().waitFor({ timeout: pageMs });
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
    size: { width: 1400, height: 1400 },
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
