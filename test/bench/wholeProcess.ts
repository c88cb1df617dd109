import { spawnSync } from 'node:child_process';

const mostOutput = 1 << 20;
/** Node reads the certificates that this names whenever it starts: twice as long as all else it does then. */
const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/**
 * The time of a command from its start to its end, with what it printed. Its output goes through a
 * pipe: into `/dev/null`, grep would end at the first match.
 *
 * @returns undefined where the command is not installed
 * @throws Error when it fails
 */
export function runProcess(
  command: string,
  args: readonly string[],
): { readonly ms: number; readonly output: string } | undefined {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: mostOutput,
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (error && 'code' in error && error.code === 'ENOENT') return undefined;
  if (error || status !== 0) {
    const reason = error?.message ?? `exit code ${status}\n${stderr}`;
    throw new Error(`${command} ${args.join(' ')}: ${reason}`);
  }
  return { ms, output: stdout };
}
