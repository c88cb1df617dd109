import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseCommandLine } from '../../../../src/cli/commandLine';
import { commands } from '../../../../src/cli/commands';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';
import { fillWithSample } from '../../../endpoint/sampleData';
import { type Endpoint, type EndpointOptions, startEndpoint } from '../../../endpoint/server';
import { temporaryFolder, type TemporaryFolder } from '../../../host/temporaryFolder';
import { makeAwsFiles, type AwsFiles } from '../../sources/cloudwatch/awsFiles';
import { runCommand } from '../fakeIo';

const group = '/aws/cloudhsm/cluster-a';
const start = 1_600_000_000_000;

const keys = `[auditor]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = secret
`;

function event(timestamp: number, sequence: number, usecs = timestamp * 1000): string {
  return `Time: 09/13/20 12:26:40.000000, usecs:${usecs}\nSequence No : 0x${sequence.toString(16)}\nReboot counter : 0xe8\nCommand Type(hex) : CN_MGMT_CMD (0x0)\nOpcode : CN_LOGIN (0xd)\nSession Handle : 0x1014006\nResponse : 0:HSM Return: SUCCESS\nLog type : MINIMAL_LOG_ENTRY (0)`;
}

describe('the CloudWatch commands', function () {
  this.timeout(30_000);
  let files: AwsFiles;
  let endpoint: Endpoint;

  beforeEach(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(keys);
  });
  afterEach(async () => {
    await endpoint.stop();
    await files.remove();
  });

  async function serve(options: EndpointOptions = {}): Promise<void> {
    endpoint = await startEndpoint({ region: 'eu-central-1', ...options });
  }

  function connection(): string[] {
    return ['--profile', 'auditor', '--region', 'eu-central-1', '--endpoint', endpoint.url];
  }

  const run = (...words: string[]) => runCommand([...words, ...connection()], {});

  it('write raw text as it is stored, and without its control characters to a terminal', async () => {
    await serve();
    const message = `${event(start, 1)}\r\n\tnote\u001b]0;title\u0007 \u202e`;
    endpoint.store.seed(group, 'hsm-a', [{ timestamp: start, message }]);
    const words = ['fetch', 'cluster-a', ...connection()];

    assert.equal((await runCommand(words, {})).output, `${message}\n`);
    assert.equal(
      (await runCommand(words, {}, undefined, true)).output,
      `${event(start, 1)}\n\tnote\\u001b]0;title\\u0007 \\u202e\n`,
    );
  });

  it('list clusters and their streams', async () => {
    await serve();
    endpoint.store.seed(group, 'hsm-old', [{ timestamp: start, message: 'x' }]);
    endpoint.store.seed(group, 'hsm-empty', []);
    endpoint.store.seed(group, 'hsm-new\u001b[31m', [{ timestamp: start + 1, message: 'x' }]);
    endpoint.store.seed('/aws/lambda/other', 'x', []);

    assert.deepEqual(await run('clusters'), { code: 0, output: `${group}\n`, complaints: '' });
    const { output } = await run('streams', 'cluster-a');
    const lines = output.split('\n');
    assert.match(lines[0]!, /^hsm-new\S+\t2020-09-13T12:26:40\.001Z$/);
    assert.ok(!output.includes('\u001b'));
    assert.deepEqual(lines.slice(1), ['hsm-old\t2020-09-13T12:26:40.000Z', 'hsm-empty\t-', '']);
  });

  it('fetch the text of every event and a line end, ordered by time and sequence over all streams', async () => {
    await serve({ pageLimits: { events: 7 } });
    const stored: { timestamp: number; message: string; usecs: number; sequence: number }[] = [];
    for (const [stream, seed] of [
      ['hsm-a', 3],
      ['hsm-b', 5],
    ] as const) {
      const events = Array.from({ length: 60 }, (_, sequence) => {
        const usecs = (start + sequence * seed) * 1000 + ((sequence * 7) % 1000);
        const timestamp = Math.floor(usecs / 1000);
        return { timestamp, message: event(timestamp, sequence, usecs), usecs, sequence };
      });
      endpoint.store.seed(group, stream, events);
      stored.push(...events);
    }
    stored.sort((one, other) => one.usecs - other.usecs || one.sequence - other.sequence);

    const { code, output, complaints } = await run('fetch', group);

    assert.deepEqual([code, complaints], [0, '']);
    assert.equal(output, stored.map(({ message }) => `${message}\n`).join(''));
  });

  it('fetch only the streams and the times that are asked for', async () => {
    await serve();
    for (const stream of ['hsm-a', 'hsm-b', 'hsm-c']) {
      const events = [0, 1000, 2000, 3000].map((ms) => ({
        timestamp: start + ms,
        message: `${stream} ${ms}`,
      }));
      endpoint.store.seed(group, stream, events);
    }
    const since = ['--since', '2020-09-13T12:26:41Z', '--until', String(start + 3000)];

    const streams = ['--stream', 'hsm-c', '--stream', 'hsm-a'];
    const { output } = await run('fetch', group, ...streams, ...since);

    assert.deepEqual(output, 'hsm-c 1000\nhsm-a 1000\nhsm-c 2000\nhsm-a 2000\n');
  });

  it('fetch decoded, each event with its cluster and its stream', async () => {
    await serve();
    const long = { timestamp: start, message: event(start, 1) };
    endpoint.store.seed(group, 'hsm-a', [long, { timestamp: start + 1, message: 'no event' }]);
    endpoint.store.seed(group, 'hsm-b', [{ timestamp: start, message: event(start, 0) }]);

    const ndjson = await run('fetch', group, '--format', 'ndjson');
    const objects = ndjson.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      objects.map(({ cluster, stream }) => [cluster, stream]),
      [
        ['cluster-a', 'hsm-b'],
        ['cluster-a', 'hsm-a'],
      ],
    );
    assert.match(ndjson.complaints, /1 entry is no audit event/);
    assert.equal(ndjson.code, 0);

    const table = await run('fetch', group, '--format', 'table');
    assert.match(
      table.output,
      /^Time .*\n.*CN_LOGIN.*\n.*CN_LOGIN.*\n! this is no audit event: no event\n$/,
    );
    const csv = await run('fetch', group, '--format', 'csv');
    assert.match(
      csv.output,
      /^kind,time,cluster,stream,.*\r\n.*cluster-a,hsm-b.*\r\n.*cluster-a,hsm-a/,
    );
  });

  it('fetch all of the sample, with no event lost or double', async () => {
    await serve({ pageLimits: { events: 50 } });
    const sample = new SampleSource();
    await fillWithSample(endpoint, sample);
    const [sampleGroup] = [...endpoint.store.groups];
    const messages = [...sampleGroup!.streams.values()].flatMap(({ events }) =>
      Array.from({ length: events.length }, (_, index) => `${events.at(index)!.message}\n`),
    );

    const { output, code } = await run('fetch', sampleGroup!.name);

    assert.equal(code, 0);
    assert.equal(output.length, messages.join('').length);
    for (const message of messages) assert.ok(output.includes(message));
  });

  it('end with 1 and a sentence that says what is missing, and print what there is', async () => {
    await serve({ pageLimits: { events: 10 } });
    const events = Array.from({ length: 200 }, (_, index) => ({
      timestamp: start + index,
      message: `event ${index}`,
    }));
    endpoint.store.seed(group, 'hsm-a', events);
    endpoint.faults.add({ kind: 'accessDenied' }, { operation: 'GetLogEvents', after: 9 });

    const { code, output, complaints } = await run('fetch', group);

    assert.equal(code, 1);
    assert.ok(output.split('\n').length > 50);
    assert.match(
      complaints,
      /^cloudhsm-logs: hsm-a was not read whole\. The credentials in use do not allow logs:GetLogEvents .* Missing: 2020-09-13T\S+Z to 2020-09-13T\S+Z.*\.\n$/,
    );
  });

  for (const words of [
    ['fetch', '/aws/cloudhsm/missing'],
    ['fetch', '/aws/cloudhsm/missing', '--stream', 'x'],
    ['tail', '/aws/cloudhsm/missing'],
    ['streams', '/aws/cloudhsm/missing'],
  ]) {
    it(`say that there is no such log group: ${words.join(' ')}`, async () => {
      await serve();

      const { code, output, complaints } = await run(...words);

      assert.deepEqual([code, output], [1, '']);
      assert.match(complaints, /Log group \/aws\/cloudhsm\/missing does not exist/);
      assert.match(complaints, /check --profile and --region\./);
    });
  }

  for (const [what, fault, sentence] of [
    ['an access key is gone', 'unrecognizedClient', /access key in use: .* correct the region\./],
    ['a permission is missing', 'accessDenied', /Ask for that permission, or change --profile\./],
  ] as const) {
    it(`name their options, and no connection, when ${what}`, async () => {
      await serve();
      endpoint.faults.add({ kind: fault });
      for (const words of [['clusters'], ['streams', 'cluster-a'], ['fetch', 'cluster-a']]) {
        const { code, complaints } = await run(...words);
        assert.equal(code, 1);
        assert.match(complaints, sentence);
        assert.doesNotMatch(complaints, /connection/);
      }
    });
  }

  it('name the option that leads nowhere', async () => {
    await serve();
    const unused = await startEndpoint();
    await unused.stop();
    const to = (...options: string[]) => runCommand(['clusters', ...options], {});
    const region = ['--region', 'eu-central-1'];

    const { complaints } = await to(...region, '--profile', 'auditor', '--endpoint', unused.url);
    assert.match(complaints, /^cloudhsm-logs: Nothing answers at .* or correct --endpoint\.\n$/);
    const nobody = await to(...region, '--profile', 'nobody', '--endpoint', endpoint.url);
    assert.match(
      nobody.complaints,
      /no profile "nobody"\. Correct --profile, .* --profile nobody$/m,
    );
    const keyless = await to(...region, '--endpoint', endpoint.url);
    assert.match(
      keyless.complaints,
      /There are no AWS credentials\. Name a profile with --profile/,
    );
    for (const [option, value] of [
      ['--region', 'Frankfurt'],
      ['--endpoint', 'localhost:4566'],
    ] as const) {
      const asked = parseCommandLine(['clusters', option, value], commands);
      assert.ok(asked.kind === 'mistake');
      assert.ok(asked.message.startsWith(`clusters: ${option} "${value}"`), asked.message);
    }
  });

  describe('as a process', () => {
    const program = path.resolve(__dirname, '../../../../src/cli/main.js');
    let folder: TemporaryFolder;
    before(async () => (folder = await temporaryFolder('cloudhsm-cli-fetch')));
    after(() => folder.remove());

    const spawned = (...words: string[]) =>
      spawn(process.execPath, [program, ...words, ...connection()], {
        env: { ...process.env, TMPDIR: folder.path, NODE_NO_WARNINGS: '1' },
      });

    it('print what comes, until they are interrupted', async () => {
      await serve();
      const now = Date.now();
      endpoint.store.seed(group, 'hsm-a', [{ timestamp: now - 5000, message: 'before' }]);
      const child = spawned('tail', group);
      let output = '';
      const until = (wanted: string) =>
        new Promise<void>((resolve) => {
          const look = (): void => {
            if (output.includes(wanted)) resolve();
          };
          child.stdout.on('data', look);
          look();
        });
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const complaints = text(child.stderr);

      await until('before\n');
      endpoint.store.seed(group, 'hsm-a', [{ timestamp: now, message: 'after' }]);
      await until('after\n');
      child.kill('SIGINT');
      const [code] = (await once(child, 'close')) as [number | null];

      assert.equal(output, 'before\nafter\n');
      assert.equal(code, 0);
      assert.match(await complaints, /^cloudhsm-logs: Live tail: events come as .*\n$/);
    });

    it('say that they were interrupted, also while they are loaded', async () => {
      await serve();
      // The interrupt is there before anything of a command is.
      const early = path.join(folder.path, 'early.cjs');
      await writeFile(
        early,
        `process.on('newListener', (name) => {
          if (name === 'SIGINT') queueMicrotask(() => process.kill(process.pid, 'SIGINT'));
        });`,
      );
      const child = spawn(
        process.execPath,
        ['--require', early, program, 'fetch', group, ...connection()],
        { env: { ...process.env, NODE_NO_WARNINGS: '1' } },
      );
      const complaints = text(child.stderr);
      const [code] = (await once(child, 'close')) as [number | null];
      await rm(early);

      assert.equal(await complaints, 'cloudhsm-logs: It was interrupted. Nothing was read.\n');
      assert.equal(code, 1);
    });

    it('leave nothing behind when their reader goes away', async () => {
      await serve();
      const events = Array.from({ length: 30_000 }, (_, index) => ({
        timestamp: start + index * 10,
        message: `event ${index} ${'x'.repeat(300)}`,
      }));
      endpoint.store.seed(group, 'hsm-a', events);
      const child = spawned('fetch', group);
      child.stdout.once('data', () => child.stdout.destroy());
      const [code] = (await once(child, 'close')) as [number | null];

      assert.equal(code, 0);
      assert.deepEqual(await readdir(folder.path), []);
    });
  });
});
