import { mochaRun } from '../host/mochaRun';

const timeoutMs = 20_000;
/** On a busy machine the window and the extension host may be out of step; a second try is told. */
const retries = 1;

/** VS Code calls this inside the extension host. */
export async function run(): Promise<void> {
  await mochaRun(__dirname, timeoutMs, retries);
}
