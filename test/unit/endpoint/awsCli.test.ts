import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { fillWithHealth } from '../../endpoint/sampleData';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { essence } from './seededEvents';

const run = promisify(execFile);

describe('the endpoint and the AWS command line', function () {
  this.timeout(60_000);
  let endpoint: Endpoint;

  before(async function () {
    try {
      await run('aws', ['--version'], { env: environment() });
    } catch {
      this.skip();
    }
    endpoint = await startEndpoint();
  });
  // Undefined where the tests were skipped.
  after(() => (endpoint as Endpoint | undefined)?.stop());

  const awsOf =
    (service: string) =>
    async (...args: string[]): Promise<unknown> => {
      const options = ['--endpoint-url', endpoint.url, '--output', 'json'];
      const { stdout } = await run('aws', [service, ...args, ...options], { env: environment() });
      return stdout === '' ? undefined : JSON.parse(stdout);
    };
  const aws = awsOf('logs');

  it('create, list, put and read, and the events come back the same', async () => {
    const group = ['--log-group-name', '/aws/cloudhsm/cluster-a'];
    const stream = [...group, '--log-stream-name', 'hsm-a'];
    const now = Date.now();
    const events = [
      { timestamp: now - 2000, message: 'Time: 12/19/17 21:01:16.962174\nOpcode : CN_LOGIN (0xd)' },
      { timestamp: now - 1000, message: 'é "quoted" \\ 🔑\ttab' },
      { timestamp: now - 1000, message: '  spaces  ' },
    ];

    assert.equal(await aws('create-log-group', ...group), undefined);
    assert.equal(await aws('create-log-stream', ...stream), undefined);
    const put = await aws('put-log-events', ...stream, '--log-events', JSON.stringify(events));
    const [groups, streams, read, found] = (await Promise.all([
      aws('describe-log-groups', '--log-group-name-prefix', '/aws/cloudhsm/'),
      aws('describe-log-streams', ...group, '--order-by', 'LastEventTime', '--descending'),
      aws('get-log-events', ...stream, '--start-from-head'),
      // The command line pages by itself: two pages and the end.
      aws('filter-log-events', ...group, '--page-size', '2'),
    ])) as [
      { logGroups: { logGroupName: string }[] },
      { logStreams: { logStreamName: string; lastEventTimestamp: number }[] },
      { events: { timestamp: number; message: string }[]; nextForwardToken: string },
      { events: { timestamp: number; message: string; logStreamName: string }[] },
    ];

    assert.deepEqual(Object.keys(put as object), ['nextSequenceToken']);
    assert.deepEqual(
      groups.logGroups.map(({ logGroupName }) => logGroupName),
      ['/aws/cloudhsm/cluster-a'],
    );
    assert.equal(streams.logStreams[0]?.logStreamName, 'hsm-a');
    assert.equal(streams.logStreams[0].lastEventTimestamp, now - 1000);
    assert.deepEqual(read.events.map(essence), events);
    assert.match(read.nextForwardToken, /^f\//);
    assert.deepEqual(found.events.map(essence), events);
  });

  it('read metrics, alarms, CloudTrail and clusters of the sample', async () => {
    const source = new SampleSource();
    await fillWithHealth(endpoint, source, 6);
    // The event history ends 90 days ago, and the sample is older.
    endpoint.surroundings.trail.push({
      eventID: 'id-1',
      eventName: 'CreateHsm',
      eventSource: 'cloudhsm.amazonaws.com',
      eventTime: new Date().toISOString(),
    });
    const end = (await source.health()).now();
    const query = {
      Id: 'm0',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/CloudHSM',
          MetricName: 'HsmUsersMax',
          Dimensions: [
            { Name: 'Region', Value: 'eu-central-1' },
            { Name: 'ClusterId', Value: 'cluster-sampledemo2' },
            { Name: 'HsmId', Value: 'hsm-a4tzqk7wnme' },
          ],
        },
        Period: 3600,
        Stat: 'Maximum',
      },
    };
    const cloudwatch = awsOf('cloudwatch');
    const [listed, data, alarms, trail, clusters] = (await Promise.all([
      cloudwatch('list-metrics', '--namespace', 'AWS/CloudHSM', '--metric-name', 'HsmUnhealthy'),
      cloudwatch(
        'get-metric-data',
        ...['--start-time', new Date(end - 3 * 3_600_000).toISOString()],
        ...['--end-time', new Date(end).toISOString()],
        ...['--metric-data-queries', JSON.stringify([query])],
      ),
      cloudwatch('describe-alarms'),
      awsOf('cloudtrail')('lookup-events', '--max-items', '5'),
      awsOf('cloudhsmv2')('describe-clusters'),
    ])) as [
      { Metrics: unknown[] },
      { MetricDataResults: { Values: number[]; Timestamps: string[] }[] },
      { MetricAlarms: { AlarmName: string; StateTransitionedTimestamp: unknown }[] },
      { Events: { EventName: string; EventTime: string }[] },
      { Clusters: { ClusterId: string; Hsms: unknown[] }[] },
    ];

    assert.equal(listed.Metrics.length, 3, 'two HSMs and the cluster');
    assert.deepEqual(data.MetricDataResults[0]?.Values, [1024, 1024, 1024, 1024]);
    assert.equal(alarms.MetricAlarms.length, 3);
    // A protocol's own form of a time comes through: Unix seconds in CBOR, text in XML.
    assert.match(
      String(alarms.MetricAlarms[0]?.StateTransitionedTimestamp),
      /^(2026-0[34]|177\d{7})/,
    );
    assert.deepEqual(
      trail.Events.map(({ EventName }) => EventName),
      ['CreateHsm'],
    );
    assert.equal(clusters.Clusters[0]?.ClusterId, 'cluster-sampledemo2');
    assert.equal(clusters.Clusters[0].Hsms.length, 2);

    endpoint.faults.add({ kind: 'accessDenied' }, { operation: 'DescribeAlarms', next: 1 });
    await assert.rejects(cloudwatch('describe-alarms'), {
      stderr: /\(AccessDenied(Exception)?\).*not authorized to perform: cloudwatch:DescribeAlarms/,
    });
  });

  it('run a query, read the event behind its row and stop another', async () => {
    const at = Date.UTC(2026, 2, 12, 3, 12);
    endpoint.store.seed('/aws/cloudhsm/cluster-q', 'hsm-q', [
      { timestamp: at, message: 'Time: 03/12/26\nOpcode : CN_LOGIN (0xd)' },
      { timestamp: at + 1, message: 'Time: 03/12/26\nOpcode : CN_LOGOUT (0xe)' },
    ]);
    const start = async (query: string) => {
      const { queryId } = (await aws(
        'start-query',
        ...['--log-group-name', '/aws/cloudhsm/cluster-q', '--query-string', query],
        ...['--start-time', String(at / 1000), '--end-time', String(at / 1000 + 1)],
      )) as { queryId: string };
      return queryId;
    };
    const queryId = await start(
      'parse @message /Opcode : (?<opcode>\\w+)/ | filter opcode = "CN_LOGIN" | display opcode',
    );
    interface Results {
      status: string;
      results: { field: string; value: string }[][];
    }
    let answer: Results;
    do {
      answer = (await aws('get-query-results', '--query-id', queryId)) as Results;
    } while (answer.status === 'Scheduled' || answer.status === 'Running');
    const [[opcode, pointer] = []] = answer.results;
    assert.deepEqual(opcode, { field: 'opcode', value: 'CN_LOGIN' });
    assert.equal(pointer?.field, '@ptr');
    const { logRecord } = (await aws(
      'get-log-record',
      ...['--log-record-pointer', pointer.value],
    )) as { logRecord: Record<string, string> };
    assert.equal(logRecord['@logStream'], 'hsm-q');
    await assert.rejects(aws('stop-query', '--query-id', queryId), {
      stderr: /\(InvalidParameterException\) when calling the StopQuery operation/,
    });
    await assert.rejects(start('fitler x'), {
      stderr: /\(MalformedQueryException\).*unexpected symbol found fitler at line 1/,
    });
  });

  it('agree on errors', async () => {
    const missing = aws('describe-log-streams', '--log-group-name', 'missing');

    await assert.rejects(missing, {
      stderr:
        /\(ResourceNotFoundException\) when calling the DescribeLogStreams operation: The specified log group does not exist\./,
    });
  });
});

/** Dummy credentials, no files of the user, no proxy in the way and no second try. */
function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    SystemRoot: process.env.SystemRoot,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    PYTHONUTF8: '1',
  };
}
