import * as path from 'node:path';
import { vscodeTestRoot } from '../host/projectPaths';
import { openWindow } from './openWindow';
import type { WindowOptions } from './openWindow';
import type { VSCodeWindow } from './vscodeWindow';

/**
 * Gives the tests of a `describe` one window: opened before them, closed after them, and pictured in
 * .vscode-test/failures/ when one of them fails. What that one left open is closed then.
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
    const test = this.currentTest;
    // The first of two tries has no state: it tells more than the second, which begins where it ended.
    if (!test || test.state === 'passed' || !window) return;
    const name = test
      .fullTitle()
      .replace(/[^\w.]+/g, '-')
      .slice(0, 120);
    const attempt = test.state === undefined ? '-first-try' : '';
    const file = path.join(vscodeTestRoot, 'failures', `${name}${attempt}.png`);
    await window.screenshot(file);
    console.log(`      picture: ${file}`);
    await window.closeQuestions();
  });
  after('close the window', async () => {
    await window?.close();
  });
  return () => {
    if (!window) throw new Error('The window is not open: use it inside a test.');
    return window;
  };
}
