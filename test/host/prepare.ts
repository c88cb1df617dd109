/** A program: fetches everything that the tests in VS Code need into .vscode-test/. */
import { findChromium } from './chromium';
import { exitOnSignals } from './childProcess';
import { servedInstall } from './servedInstall';
import { vscodeVersions } from './vscodeVersions';

async function main(): Promise<void> {
  const { executable } = await findChromium();
  console.log(`Chromium: ${executable}`);
  for (const version of vscodeVersions) {
    const { serverMain, node } = await servedInstall(version);
    console.log(`VS Code ${version.release}: ${serverMain} with ${node}`);
  }
}

exitOnSignals();
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
