import { spawnSync } from 'node:child_process';

/** Whether a program is there to check with. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}
