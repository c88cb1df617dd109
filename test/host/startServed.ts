import { randomBytes } from 'node:crypto';
import { openFrontDoor } from './frontDoor';
import { hermeticAws } from './hermeticAws';
import { servedInstall } from './servedInstall';
import { serveVSCode } from './servedVSCode';
import type { StartScene } from './startScene';
import { vscodeVersionNamed } from './vscodeVersions';

/** Serves the scene to the user's browser until Ctrl-C. */
export async function startServed(
  scene: StartScene,
  options: { readonly vscode: string; readonly port?: number },
): Promise<void> {
  const token = randomBytes(16).toString('hex');
  const server = await serveVSCode(await servedInstall(vscodeVersionNamed(options.vscode)), {
    settings: scene.settings,
    sourceExtensions: scene.extensions,
    defaultFolder: scene.folder,
    env: hermeticAws,
    token,
  });
  try {
    const door = await openFrontDoor(options.port ?? 0, { port: server.port, token });
    console.log(`\nVS Code with CloudHSM Log Explorer: http://127.0.0.1:${door.port}/`);
    console.log('Press Ctrl-C to stop it.');
    const end = await server.ended;
    await door.stop();
    throw new Error(`VS Code's server ended (${end}).`);
  } finally {
    await server.stop();
  }
}
