import * as path from 'node:path';
import { vscodeTestRoot } from '../host/projectPaths';
import { openWindow } from './openWindow';
import type { WindowOptions } from './openWindow';
import type { VSCodeWindow } from './vscodeWindow';

/**
 * Gives the tests of a `describe` one window: opened before them, closed after them, and pictured in
 * .vscode-test/failures/ when one of them fails.
 *
 * @param options asked for when the window is opened, so that a `before` above may prepare the folder
 * @returns the window, inside a test or a hook
 */
export function useWindow(
  options: () => WindowOptions | Promise<WindowOptions>,
): () => VSCodeWindow {
  let window: VSCodeWindow | undefined;
  before('open a window', async function () {
    this.timeout(120_000);
    window = await openWindow(await options());
  });
  afterEach('picture of a failure', async function () {
    if (this.currentTest?.state !== 'failed' || !window) return;
    const name = this.currentTest.fullTitle().replace(/[^\w.]+/g, '-');
    const file = path.join(vscodeTestRoot, 'failures', `${name.slice(0, 120)}.png`);
    await window.screenshot(file);
    console.log(`      picture: ${file}`);
  });
  after('close the window', async () => {
    await window?.close();
  });
  return () => {
    if (!window) throw new Error('The window is not open: use it inside a test.');
    return window;
  };
}
