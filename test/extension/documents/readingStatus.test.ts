import * as assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ReadingStatus } from '../../../src/commands/streams/readingStatus';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { EagerClock } from '../../fixtures/eagerClock';

const stream = {
  cluster: { logGroup: '/aws/cloudhsm/cluster-a', name: 'cluster-a', arn: undefined },
  name: 'hsm-a',
};

describe('the status bar while a range is read', () => {
  let endpoint: Endpoint;
  let time: number;
  let item: vscode.StatusBarItem;
  let shown: number;
  let gone: number;

  beforeEach(async () => {
    endpoint = await startEndpoint();
    endpoint.store.seed(stream.cluster.logGroup, stream.name, [{ timestamp: 1, message: 'one' }]);
    [time, shown, gone] = [10_000, 0, 0];
    item = {
      show: () => shown++,
      dispose: () => gone++,
    } as unknown as vscode.StatusBarItem;
  });
  afterEach(() => endpoint.stop());

  const sourceOf = ({ url }: Endpoint): CloudWatchSource =>
    new CloudWatchSource(
      { name: 'local', region: 'us-east-1', endpoint: url },
      { clock: new EagerClock(Date.now()) },
    );
  const readOnce = async (source: CloudWatchSource): Promise<void> => {
    for await (const { next } of source.read(stream, { direction: 'older' })) {
      if (next === undefined) return;
    }
  };
  const statusOf = (source: CloudWatchSource): ReadingStatus =>
    new ReadingStatus(
      () => source.pace,
      () => time,
      item,
    );

  it('says what is called where and how fast, and goes with the reading', async () => {
    const source = sourceOf(endpoint);
    await readOnce(source);
    const status = statusOf(source);
    assert.equal(shown, 0, 'before anything has come');
    time += 2000;
    status.show({ events: 12_345, pages: 46 });
    assert.equal(
      item.text,
      '$(cloud-download) 12,345 events, GetLogEvents in us-east-1: 23.0 requests/s',
    );
    assert.match(item.tooltip as string, /^Up to [\d.]+ requests a second are sent now\./);
    assert.equal(
      item.accessibilityInformation?.label,
      '12,345 events, GetLogEvents in us-east-1: 23.0 requests/s',
    );
    status.dispose();
    assert.deepEqual([shown, gone], [1, 1]);
  });

  it('says that the service throttles', async () => {
    endpoint.faults.add({ kind: 'throttling' }, { operation: 'GetLogEvents', next: 1 });
    const source = sourceOf(endpoint);
    await readOnce(source);
    const status = statusOf(source);
    time += 1000;
    status.show({ events: 1, pages: 1 });
    assert.equal(
      item.text,
      '$(watch) 1 event, GetLogEvents in us-east-1: 1.0 requests/s, throttled',
    );
    assert.match(item.tooltip as string, /turned requests away: the rate was halved/);
  });

  it('changes no faster than anybody reads', () => {
    const status = statusOf(sourceOf(endpoint));
    for (const events of [1, 2, 3]) {
      status.show({ events, pages: events });
      time += 100;
    }
    assert.match(item.text, /1 event,/);
    status.show({ events: 4, pages: 4 });
    assert.match(item.text, /4 events/);
    assert.equal(shown, 2);
  });
});
