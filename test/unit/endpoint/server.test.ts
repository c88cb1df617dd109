import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  DescribeExportTasksCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { startEndpoint } from '../../endpoint/server';
import { clientOf, startEndpointClient } from './endpointClient';
import { failureOf } from './serviceFailure';

describe('the endpoint', () => {
  it('listens on 127.0.0.1 and refuses connections after it stopped, however often it is stopped', async () => {
    const endpoint = await startEndpoint();
    assert.match(endpoint.url, /^http:\/\/127\.0\.0\.1:\d+$/);

    await Promise.all([endpoint.stop(), endpoint.stop()]);

    const client = clientOf(endpoint);
    await assert.rejects(client.send(new DescribeLogGroupsCommand({})), { code: 'ECONNREFUSED' });
  });

  it('records every request with its input, whatever became of it', async () => {
    const { endpoint, client, stop } = await startEndpointClient();
    endpoint.faults.add({ kind: 'throttling' }, { next: 1 });

    await failureOf(client.send(new DescribeLogGroupsCommand({ limit: 5 })));
    await failureOf(client.send(new DescribeLogStreamsCommand({ logGroupName: 'missing' })));
    await stop();

    assert.deepEqual(
      endpoint.requests.map(({ operation, input }) => [operation, input]),
      [
        ['DescribeLogGroups', { limit: 5 }],
        ['DescribeLogStreams', { logGroupName: 'missing' }],
      ],
    );
    assert.equal(endpoint.requests[0]?.accessKeyId, 'AKIDEXAMPLE');
    assert.equal(endpoint.requests[0].region, 'us-east-1');
  });

  it('makes every answer wait for the latency of its line', async () => {
    const waits: number[] = [];
    const clock = {
      now: () => 1_750_000_000_000,
      sleep: (milliseconds: number) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    };
    const { endpoint, client, stop } = await startEndpointClient({ clock, latencyMs: 100 });
    endpoint.faults.add({ kind: 'latency', milliseconds: 30 }, { next: 1 });

    await client.send(new DescribeLogGroupsCommand({}));
    await client.send(new DescribeLogGroupsCommand({}));
    await stop();

    assert.deepEqual(waits, [130, 100]);
  });

  it('shows each request before it is carried out, when a stream can still be deleted', async () => {
    const { endpoint, client, stop } = await startEndpointClient({
      onRequest: ({ operation }) => {
        if (operation === 'DescribeLogStreams') endpoint.store.deleteStream('group', 'gone');
      },
    });
    endpoint.store.seed('group', 'gone', []);
    endpoint.store.seed('group', 'stays', []);

    const { logStreams } = await client.send(
      new DescribeLogStreamsCommand({ logGroupName: 'group' }),
    );
    await stop();

    assert.deepEqual(
      logStreams?.map(({ logStreamName }) => logStreamName),
      ['stays'],
    );
  });

  it('knows the access keys that it is told, and no other', async () => {
    const { endpoint, client, stop } = await startEndpointClient({ accessKeyIds: ['AKIDOTHER'] });
    const other = clientOf(endpoint, {
      credentials: { accessKeyId: 'AKIDOTHER', secretAccessKey: 'secret' },
    });

    const failure = await failureOf(client.send(new DescribeLogGroupsCommand({})));
    await other.send(new DescribeLogGroupsCommand({}));
    other.destroy();
    await stop();

    assert.equal(failure.name, 'UnrecognizedClientException');
    assert.equal(failure.status, 400);
    assert.equal(failure.message, 'The security token included in the request is invalid.');
  });

  it('refuses an unsigned request, an operation that it does not know and a body that is no JSON', async () => {
    const { endpoint, client, stop } = await startEndpointClient();
    const post = async (headers: Record<string, string>, body: string) => {
      const answer = await fetch(endpoint.url, { method: 'POST', headers, body });
      const { __type } = (await answer.json()) as { __type: string };
      return [answer.status, __type, answer.headers.get('content-type')];
    };
    const signature = 'AWS4-HMAC-SHA256 Credential=AKID/20250101/us-east-1/logs/aws4_request, x';
    const target = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' };

    const unsigned = await post(target, '{}');
    const broken = await post({ ...target, authorization: signature }, '{"limit":');
    const mistyped = await post({ ...target, authorization: signature }, '{"limit":"5"}');
    const unknown = await failureOf(client.send(new DescribeExportTasksCommand({})));
    await stop();

    const json = 'application/x-amz-json-1.1';
    assert.deepEqual(unsigned, [400, 'MissingAuthenticationTokenException', json]);
    assert.deepEqual(broken, [400, 'SerializationException', json]);
    assert.deepEqual(mistyped, [400, 'SerializationException', json]);
    assert.equal(unknown.name, 'UnknownOperationException');
  });

  it('stops while a request waits for its answer, which ends the wait', async () => {
    let signal: AbortSignal | undefined;
    const { endpoint, client, stop } = await startEndpointClient({
      clock: {
        now: () => 0,
        sleep: (_, aborting) => {
          signal = aborting;
          return once(aborting, 'abort').then(() => Promise.reject(new Error('aborted')));
        },
      },
    });
    endpoint.faults.add({ kind: 'latency', milliseconds: 1 });
    const answer = client.send(new DescribeLogGroupsCommand({}));
    const broken = assert.rejects(answer, { code: 'ECONNRESET' });
    while (signal === undefined) await new Promise((resolve) => setImmediate(resolve));

    await stop();

    await broken;
    assert.ok(signal.aborted);
  });

  it('stops while a request is still coming in', async () => {
    const endpoint = await startEndpoint();
    const socket = connect(Number(new URL(endpoint.url).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: endpoint\r\nexpect: 100-continue\r\n');
    socket.write('content-length: 10\r\n\r\n');
    await once(socket, 'data');
    socket.on('error', () => undefined);

    await endpoint.stop();

    await once(socket, 'close');
  });

  it('stops by itself when nobody has asked anything for a while', async () => {
    const waits: { resolve: () => void; signal: AbortSignal }[] = [];
    const endpoint = await startEndpoint({
      idleMs: 1000,
      clock: {
        now: () => 0,
        sleep: (milliseconds, signal) =>
          new Promise((resolve, reject) => {
            assert.equal(milliseconds, 1000);
            signal.addEventListener('abort', () => reject(new Error('aborted')));
            waits.push({ resolve, signal });
          }),
      },
    });
    const client = clientOf(endpoint);
    await client.send(new DescribeLogGroupsCommand({}));
    assert.deepEqual(
      waits.map(({ signal }) => signal.aborted),
      [true, false],
    );

    waits.at(-1)?.resolve();

    await new Promise((resolve) => setImmediate(resolve));
    const late = clientOf(endpoint);
    await assert.rejects(late.send(new DescribeLogGroupsCommand({})), { code: 'ECONNREFUSED' });
  });

  describe('lets the process end', () => {
    const rows: [when: string, stop: string][] = [
      ['after it stopped, with a client that keeps its connection', 'await endpoint.stop();'],
      ['when it was never stopped', ''],
    ];
    for (const [when, stop] of rows) {
      it(when, async () => {
        const script = `(async () => {
          const { startEndpoint } = require(${JSON.stringify(join(__dirname, '../../endpoint/server.js'))});
          const http = require('node:http');
          const endpoint = await startEndpoint();
          const agent = new http.Agent({ keepAlive: true });
          await new Promise((resolve, reject) => {
            const request = http.request(endpoint.url, { method: 'POST', agent }, (answer) => {
              answer.resume().on('end', resolve);
            });
            request.on('error', reject).end('{}');
          });
          ${stop}
          console.log(endpoint.requests.length);
        })();`;
        const child = spawn(process.execPath, ['-e', script], {
          stdio: ['ignore', 'pipe', 'inherit'],
          timeout: 10_000,
        });
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));

        const [code, signal] = (await once(child, 'close')) as [number | null, string | null];

        assert.deepEqual([code, signal, output.trim()], [0, null, '1']);
      }).timeout(15_000);
    }
  });
});
