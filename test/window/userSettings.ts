import { testSettings } from '../host/quietSettings';
import type { Settings } from '../host/quietSettings';
import { themeSetting } from '../host/themeSetting';
import type { VSCodeWindow } from './vscodeWindow';

/**
 * Gives the user other settings as a person does, in the editor for settings.json: a served VS Code
 * does not always see that the file has changed on the disk. The quiet settings stay. Dark Modern
 * where no theme is given.
 */
export async function changeSettings(window: VSCodeWindow, settings: Settings): Promise<void> {
  const { page } = window;
  await window.runCommand('Preferences: Open User Settings (JSON)');
  // VS Code 1.139 shows it in an editor of its own above the others, which Escape closes.
  const editor = page.locator('.monaco-editor.focused', { hasText: 'window.commandCenter' });
  await editor.waitFor();
  await page.keyboard.press('Control+A');
  const text = JSON.stringify({
    ...testSettings,
    'workbench.colorTheme': themeSetting('Dark Modern'),
    ...settings,
  });
  // Pasted: what is typed gets brackets of the editor's own.
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('Control+V');
  await page.waitForTimeout(500);
  await page.keyboard.press('Control+S');
  await page.waitForTimeout(500);
  await page.keyboard.press('Escape');
  await page.waitForTimeout(200);
  if (await editor.isVisible()) await window.runCommand('View: Close Editor');
  await editor.waitFor({ state: 'hidden', timeout: 5000 });
}
