import * as path from 'node:path';
import { installOnce } from './installOnce';
import { npmInstall, npmInstallListed } from './npmInstall';
import { vscodeTestRoot } from './projectPaths';
import type { VSCodeVersion } from './vscodeVersions';

/** The pinned Node for a VS Code that wants a newer one than runs the tests. */
const pinnedNode: Readonly<Record<number, string>> = { 24: '24.21.0' };

/** A VS Code that serves itself to a browser. */
export interface ServedInstall {
  readonly version: VSCodeVersion;
  /** The Node to run it with. */
  readonly node: string;
  /** The JavaScript file to run. */
  readonly serverMain: string;
}

/**
 * The served VS Code of a version, fetched into .vscode-test/ when it is not there yet (about 300 MB).
 * Nothing is compiled: the native modules that it then lacks (terminal, watchdog) are optional.
 */
export async function servedInstall(version: VSCodeVersion): Promise<ServedInstall> {
  const folder = path.join(vscodeTestRoot, `served-${version.release}`);
  const inPackage = path.join('node_modules', 'code-server', 'lib', 'vscode');
  await installOnce(folder, async (temporary) => {
    console.log(
      `Fetching VS Code ${version.release} (code-server@${version.codeServer}) from npm …`,
    );
    await npmInstall(temporary, [`code-server@${version.codeServer}`]);
    await npmInstallListed(path.join(temporary, inPackage));
  });
  return {
    version,
    node: await nodeFor(version.node),
    serverMain: path.join(folder, inPackage, 'out', 'server-main.js'),
  };
}

async function nodeFor(major: number): Promise<string> {
  const running = Number.parseInt(process.versions.node, 10);
  const pinned = pinnedNode[major];
  if (running >= major || pinned === undefined) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = path.join(vscodeTestRoot, `node-${pinned}`);
  await installOnce(folder, async (temporary) => {
    console.log(`Fetching Node.js ${pinned} (${name}) from npm, which this VS Code needs …`);
    await npmInstall(temporary, [`${name}@${pinned}`]);
  });
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(folder, 'node_modules', name, 'bin', executable);
}
