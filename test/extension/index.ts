import { mochaRun } from '../host/mochaRun';

/** VS Code calls this inside the extension host. */
export async function run(): Promise<void> {
  await mochaRun(__dirname, 20_000);
}
