import assert from 'node:assert/strict';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import type { AwsConnection } from '../../../../src/sources/connections/connection';
import { HumanError } from '../../../../src/sources/humanError';
import type { Cluster, LogStream } from '../../../../src/sources/logSource';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';
import { fillWithSample } from '../../../endpoint/sampleData';
import { type Endpoint, type EndpointOptions, startEndpoint } from '../../../endpoint/server';
import { all } from '../pages';
import { type AwsFiles, makeAwsFiles } from './awsFiles';
import { listedItems } from '../../../fixtures/listedItems';

const keys = `[auditor]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = secret
`;

describe('CloudWatch source at an endpoint', function () {
  this.timeout(20_000);
  let files: AwsFiles;
  let endpoint: Endpoint;

  async function start(options: EndpointOptions = {}): Promise<CloudWatchSource> {
    endpoint = await startEndpoint({ region: 'eu-central-1', ...options });
    return sourceAt(endpoint.url);
  }

  function sourceAt(url: string, parts: Partial<AwsConnection> = {}): CloudWatchSource {
    return new CloudWatchSource({
      name: 'local',
      region: 'eu-central-1',
      profile: 'auditor',
      endpoint: url,
      ...parts,
    });
  }

  async function firstStream(source: CloudWatchSource): Promise<LogStream> {
    const [cluster] = await listedItems(source.clusters());
    const [stream] = await listedItems(source.streams(cluster!));
    return stream!;
  }

  function asked(operation: string): number {
    return endpoint.requests.filter((request) => request.operation === operation).length;
  }

  beforeEach(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(keys);
  });

  afterEach(async () => {
    await endpoint.stop();
    await files.remove();
  });

  it('reads what the sample holds, event for event, in both directions', async () => {
    const source = await start({ pageLimits: { events: 40 } });
    const sample = new SampleSource();
    await fillWithSample(endpoint, sample);

    const [cluster] = await listedItems(source.clusters());
    assert.equal(cluster!.name, 'cluster-sampledemo2');
    assert.match(
      cluster!.arn!,
      /^arn:aws:logs:eu-central-1:\d{12}:log-group:\/aws\/cloudhsm\/\S+2$/,
    );

    const streams = await listedItems(source.streams(cluster!));
    const known = await listedItems(sample.streams(cluster!));
    assert.deepEqual(
      streams.map(({ name, kind, lastEventTime }) => [name, kind, lastEventTime]),
      known.map(({ name, kind, lastEventTime }) => [name, kind, lastEventTime]),
    );
    for (const stream of streams) {
      assert.ok(stream.arn!.endsWith(`:log-stream:${stream.name}`));
      const there = await all(sample.read(stream, { direction: 'newer' }));
      const events = there.flatMap((page) => page.events);
      const newer = await all(source.read(stream, { direction: 'newer' }));
      const older = await all(source.read(stream, { direction: 'older' }));
      assert.deepEqual(
        newer.flatMap((page) => page.events),
        events,
      );
      assert.deepEqual(
        older.toReversed().flatMap((page) => page.events),
        events,
      );
      assert.equal(older.at(-1)!.next, undefined);
    }
  });

  it('pages lists of more than fifty', async () => {
    const source = await start();
    for (let number = 0; number < 120; number++) {
      const name = String(number).padStart(3, '0');
      endpoint.store.seed(`/aws/cloudhsm/cluster-${name}`, 'hsm-a', []);
      endpoint.store.seed('/aws/cloudhsm/cluster-000', `hsm-${name}`, []);
    }
    endpoint.store.seed('/aws/lambda/other', 'x', []);
    const clusters = await all(source.clusters());
    assert.deepEqual(
      clusters.map((page) => page.items.length),
      [50, 50, 20],
    );
    const streams = await all(source.streams(clusters[0]!.items[0]!));
    assert.deepEqual(
      streams.map((page) => page.items.length),
      [50, 50, 21],
    );
  });

  it('knows how far the clock of the service is ahead of this one', async () => {
    const source = await start();
    await all(source.clusters());
    assert.equal(source.clockAhead, 0);
    endpoint.faults.add({ kind: 'clockSkew', milliseconds: 7_200_000 });
    await all(source.clusters());
    const { clockAhead } = source;
    assert.ok(Math.abs(clockAhead - 7_200_000) < 60_000, `${clockAhead} ms`);
  });

  it('opens a stream with one request for its events, the newest', async () => {
    const source = await start({ pageLimits: { events: 10 } });
    await fillWithSample(endpoint, new SampleSource());
    const stream = await firstStream(source);
    for await (const page of source.read(stream, { direction: 'older' })) {
      assert.equal(page.events.at(-1)!.timestamp, stream.lastEventTime);
      break;
    }
    assert.equal(asked('GetLogEvents'), 1);
  });

  it('goes on from the place of an earlier page', async () => {
    const source = await start({ pageLimits: { events: 30 } });
    await fillWithSample(endpoint, new SampleSource());
    const stream = await firstStream(source);
    const pages = await all(source.read(stream, { direction: 'older' }));
    const from = pages[1]!.next!;
    const rest = await all(source.read(stream, { direction: 'older', from }));
    assert.deepEqual(
      rest.flatMap((page) => page.events),
      pages.slice(2).flatMap((page) => page.events),
    );
  });

  it('follows empty pages through', async () => {
    const source = await start();
    await fillWithSample(endpoint, new SampleSource());
    const stream = await firstStream(source);
    endpoint.faults.add({ kind: 'emptyPage' }, { operation: 'GetLogEvents', next: 3 });
    for await (const page of source.read(stream, { direction: 'older' })) {
      assert.ok(page.events.length > 0);
      break;
    }
    assert.equal(asked('GetLogEvents'), 4);
  });

  for (const kind of [
    'throttling',
    'serviceUnavailable',
    'internalFailure',
    'dropBeforeAnswer',
  ] as const) {
    it(`gets over ${kind} by trying again`, async () => {
      const source = await start();
      await fillWithSample(endpoint, new SampleSource());
      endpoint.faults.add({ kind }, { next: 1 });
      assert.equal((await listedItems(source.clusters())).length, 1);
      assert.equal(asked('DescribeLogGroups'), 2);
    });
  }

  for (const [kind, says] of [
    ['serviceUnavailable', /failure of its own/],
    ['accessDenied', /do not allow logs:DescribeLogGroups on/],
    ['expiredToken', /credentials of profile "auditor" have expired/],
    ['unrecognizedClient', /does not accept the access key/],
    ['dropBeforeAnswer', /did not answer in time/],
    ['dropInBody', /did not answer in time/],
  ] as const) {
    it(`says what to do about lasting ${kind}`, async () => {
      const source = await start();
      endpoint.faults.add({ kind });
      await assert.rejects(all(source.clusters()), (error) => {
        assert.ok(error instanceof HumanError, String(error));
        assert.match(error.message, says);
        return true;
      });
    });
  }

  it('says which log is gone', async () => {
    const source = await start();
    endpoint.store.seed('/aws/cloudhsm/cluster-a', 'hsm-a', []);
    const of = (logGroup: string): Cluster => ({ logGroup, name: 'a', arn: undefined });
    await assert.rejects(
      all(source.read({ cluster: of('/aws/cloudhsm/x'), name: 'hsm-a' }, { direction: 'older' })),
      /^HumanError: Log group \/aws\/cloudhsm\/x does not exist/,
    );
    const gone = { cluster: of('/aws/cloudhsm/cluster-a'), name: 'hsm-x' };
    await assert.rejects(
      all(source.read(gone, { direction: 'older' })),
      /^HumanError: Log stream hsm-x does not exist in \/aws\/cloudhsm\/cluster-a/,
    );
  });

  it('says that a place is not known any more', async () => {
    const source = await start();
    await fillWithSample(endpoint, new SampleSource());
    const stream = await firstStream(source);
    await assert.rejects(
      all(source.read(stream, { direction: 'older', from: 'b/nothing' })),
      /24 hours/,
    );
  });

  it('stops at once when it is told to, also while the service is silent', async () => {
    const source = await start();
    // Longer than any test may take: one that waited for the answer would not end.
    endpoint.faults.add({ kind: 'latency', milliseconds: 3_600_000 });
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 50);
    await assert.rejects(all(source.clusters(stopping.signal)), { name: 'AbortError' });
  });

  it('works once somebody has signed in, without being made anew', async () => {
    const source = await start();
    await fillWithSample(endpoint, new SampleSource());
    await files.writeCredentials('');
    await assert.rejects(all(source.clusters()), /have no profile "auditor"/);
    await files.writeCredentials(keys);
    assert.equal((await listedItems(source.clusters())).length, 1);
  });

  it('says that nobody is signed in to an SSO profile', async () => {
    await files.writeConfig(`[profile person]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Reader

[sso-session corp]
sso_start_url = https://sign-in.test/${Date.now()}
sso_region = eu-central-1
`);
    await start();
    const source = sourceAt(endpoint.url, { profile: 'person' });
    await assert.rejects(all(source.clusters()), /Run: aws sso login --profile person$/);
  });

  it('says that nothing answers at an endpoint that has been stopped', async () => {
    const source = await start();
    await endpoint.stop();
    const { host } = new URL(endpoint.url);
    await assert.rejects(all(source.clusters()), new RegExp(`Nothing answers at ${host}\\.`));
  });

  it('says that an endpoint does not speak TLS', async () => {
    await start();
    const source = sourceAt(endpoint.url.replace('http:', 'https:'));
    await assert.rejects(all(source.clusters()), /does not speak TLS/);
  });
});
