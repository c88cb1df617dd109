import * as path from 'node:path';
import { vscodeTestRoot } from '../host/projectPaths';
import { testEnvironment } from '../host/testEnvironment';
import type { VSCodeWindow } from './vscodeWindow';

/** Saves a picture to look at: .vscode-test/pictures/NAME-VERSION.png. */
export async function picture(window: VSCodeWindow, name: string): Promise<void> {
  const version = process.env[testEnvironment.vscode] ?? '1.100';
  const kind = process.env[testEnvironment.extensions] ? '-vsix' : '';
  await window.screenshot(path.join(vscodeTestRoot, 'pictures', `${name}-${version}${kind}.png`));
}
