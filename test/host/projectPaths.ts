import * as path from 'node:path';

/** The project's root. This file runs as out/test/host/projectPaths.js. */
export const projectRoot = path.resolve(__dirname, '../../..');

/** Everything that is fetched or made to try the extension. Git ignores it; deleting it is safe. */
export const vscodeTestRoot = path.join(projectRoot, '.vscode-test');
