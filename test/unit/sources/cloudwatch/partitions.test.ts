import assert from 'node:assert/strict';
import { accountOf, logStreamArn } from '../../../../src/sources/cloudwatch/arn';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import { consoleLink } from '../../../../src/sources/cloudwatch/consoleLink';
import {
  environmentProxy,
  proxyChoice,
} from '../../../../src/sources/cloudwatch/calls/proxyChoice';
import { isKnownRegion, regions } from '../../../../src/sources/cloudwatch/regions';
import { HumanError } from '../../../../src/sources/humanError';
import { type Proxy, startProxy } from '../../../endpoint/proxy';
import { startEndpoint } from '../../../endpoint/server';
import { listedItems } from '../../../fixtures/listedItems';
import { all } from '../pages';
import { type AwsFiles, makeAwsFiles } from './awsFiles';

const account = '111122223333';
const logGroup = '/aws/cloudhsm/cluster-a';

/** A region of each partition, with the end of its hosts, and what differs there. */
const partitions = [
  {
    partition: 'aws',
    region: 'eu-central-1',
    suffix: 'amazonaws.com',
    isAskedForLiveTail: true,
    console: 'eu-central-1.console.aws.amazon.com',
  },
  {
    partition: 'aws-us-gov',
    region: 'us-gov-west-1',
    suffix: 'amazonaws.com',
    isAskedForLiveTail: false,
    console: 'console.amazonaws-us-gov.com',
  },
  {
    partition: 'aws-cn',
    region: 'cn-north-1',
    suffix: 'amazonaws.com.cn',
    isAskedForLiveTail: false,
    console: 'console.amazonaws.cn',
  },
  {
    partition: 'aws-iso',
    region: 'us-iso-east-1',
    suffix: 'c2s.ic.gov',
    isAskedForLiveTail: true,
    console: undefined,
  },
  {
    partition: 'aws-iso-b',
    region: 'us-isob-east-1',
    suffix: 'sc2s.sgov.gov',
    isAskedForLiveTail: true,
    console: undefined,
  },
  {
    partition: 'aws-eusc',
    region: 'eusc-de-east-1',
    suffix: 'amazonaws.eu',
    isAskedForLiveTail: true,
    console: undefined,
  },
] as const;

describe('the partitions of AWS', function () {
  this.timeout(20_000);
  let files: AwsFiles;
  let proxy: Proxy;

  before(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(
      '[default]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = not-shown\n',
    );
    // It refuses every tunnel, so that nothing leaves this computer.
    proxy = await startProxy('http://127.0.0.1:1');
  });
  after(async () => {
    await proxy.stop();
    await files.remove();
  });
  beforeEach(() => (proxy.asked.length = 0));

  for (const { partition, region, suffix, isAskedForLiveTail, console } of partitions) {
    const arn = `arn:${partition}:logs:${region}:${account}:log-group:${logGroup}`;
    const cluster = { logGroup, name: 'cluster-a', arn };
    const source = (): CloudWatchSource =>
      new CloudWatchSource(
        { name: partition, region },
        { proxy: () => proxyChoice(() => environmentProxy({ HTTPS_PROXY: proxy.url })) },
      );

    it(`have the services at their own hosts: ${partition}`, async () => {
      const asked = source();
      const health = await asked.health();
      for (const call of [
        () => listedItems(asked.clusters()),
        () => health.alarms(cluster),
        () => listedItems(health.allFacts()),
        () => all(health.trail()),
      ]) {
        await assert.rejects(call, HumanError);
      }
      assert.deepEqual(
        proxy.asked.toSorted(),
        ['cloudhsmv2', 'cloudtrail', 'logs', 'monitoring'].map(
          (service) => `CONNECT ${service}.${region}.${suffix}:443`,
        ),
      );
    });

    it(`have live tail or not, which is known without asking: ${partition}`, async () => {
      const { signal } = new AbortController();
      await assert.rejects(
        all(source().liveTail(cluster, { signal })),
        (error) =>
          error instanceof HumanError &&
          (isAskedForLiveTail || error.message.includes('has no live tail in region')),
      );
      assert.deepEqual(
        proxy.asked,
        isAskedForLiveTail ? [`CONNECT stream-logs.${region}.${suffix}:443`] : [],
      );
    });

    it(`are in the ARNs that the service gives, and in what is made of them: ${partition}`, async () => {
      const endpoint = await startEndpoint({ partition, region, accountId: account });
      try {
        endpoint.store.seed(logGroup, 'hsm-a', []);
        const local = new CloudWatchSource({ name: 'local', region, endpoint: endpoint.url });
        const [found] = await listedItems(local.clusters());
        assert.equal(found?.arn, arn);
        const [stream] = await listedItems(local.streams(found));
        assert.equal(stream?.arn, `${arn}:log-stream:hsm-a`);
        assert.equal(logStreamArn(arn, 'hsm-a'), stream.arn);
        assert.equal(accountOf(arn), account);
      } finally {
        await endpoint.stop();
      }
    });

    it(`have their own console, as far as that is known: ${partition}`, () => {
      const page = `/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/$252Faws$252Fcloudhsm$252Fcluster-a`;
      const known = console === undefined ? undefined : `https://${console}${page}`;
      assert.equal(consoleLink(arn), known);
      assert.equal(consoleLink(`${arn}:*`), known);
      assert.equal(consoleLink(`${arn}:log-stream:hsm-a`), known && `${known}/log-events/hsm-a`);
    });
  }

  it('have their regions in the list to choose from, but for the secret ones', () => {
    for (const { region, partition } of partitions) {
      assert.equal(isKnownRegion(region), !partition.startsWith('aws-iso'), region);
    }
    assert.deepEqual(
      regions.flatMap(({ name }) => (/^(us-gov|cn)-/.test(name) ? [name] : [])),
      ['us-gov-east-1', 'us-gov-west-1', 'cn-north-1', 'cn-northwest-1'],
    );
  });

  it('make no link of what is no ARN of a log, nor let a name out of its place in one', () => {
    assert.equal(consoleLink('arn:aws:iam::111122223333:role/x'), undefined);
    assert.equal(consoleLink('nothing'), undefined);
    const arn = `arn:aws:logs:eu-central-1:${account}:log-group:/x:log-stream:a/b?c#d%$&[$LATEST]`;
    assert.match(consoleLink(arn)!, /\/log-events\/a\$252Fb\$253Fc\$2523d\$2525\$2524\$2526\$255B/);
  });
});
