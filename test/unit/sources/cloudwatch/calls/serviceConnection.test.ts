import assert from 'node:assert/strict';
import { CloudWatchSource } from '../../../../../src/sources/cloudwatch/cloudWatchSource';
import type { AwsServicePrefix } from '../../../../../src/sources/cloudwatch/calls/awsServices';
import { serviceConnection } from '../../../../../src/sources/cloudwatch/calls/serviceConnection';
import { HumanError } from '../../../../../src/sources/humanError';
import type { LogSource } from '../../../../../src/sources/logSource';
import { type Endpoint, startEndpoint } from '../../../../endpoint/server';
import { listedItems } from '../../../../fixtures/listedItems';
import { type AwsFiles, makeAwsFiles } from '../awsFiles';

const connection = { name: 'prod', region: 'eu-central-1', profile: 'auditor' };
const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = not-shown\n';
const cluster = { logGroup: '/aws/cloudhsm/cluster-a', name: 'cluster-a', arn: undefined };

/** A call of each service that is asked, and what the files and the environment name it. */
const services: readonly {
  readonly service: AwsServicePrefix;
  readonly variable: string;
  readonly section: string;
  readonly call: (source: LogSource) => Promise<unknown>;
}[] = [
  {
    service: 'logs',
    variable: 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS',
    section: 'cloudwatch_logs',
    call: (source) => listedItems(source.clusters()),
  },
  {
    service: 'cloudwatch',
    variable: 'AWS_ENDPOINT_URL_CLOUDWATCH',
    section: 'cloudwatch',
    call: async (source) => (await source.health!()).alarms(cluster),
  },
  {
    service: 'cloudtrail',
    variable: 'AWS_ENDPOINT_URL_CLOUDTRAIL',
    section: 'cloudtrail',
    call: async (source) => {
      for await (const page of (await source.health!()).trail()) return page;
      return undefined;
    },
  },
  {
    service: 'cloudhsm',
    variable: 'AWS_ENDPOINT_URL_CLOUDHSM_V2',
    section: 'cloudhsm_v2',
    call: async (source) => listedItems((await source.health!()).allFacts()),
  },
];

describe('the endpoint of a service', function () {
  this.timeout(20_000);
  let files: AwsFiles;

  beforeEach(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(`[auditor]\n${keys}[other]\n${keys}`);
  });
  afterEach(() => files.remove());

  const found = async (
    service: AwsServicePrefix,
    environment = {},
    of: { readonly endpoint?: string } = {},
  ) => {
    const asked = { ...connection, ...of };
    const { endpoint, endpointSetBy } = await serviceConnection(asked, service, environment);
    return [endpoint, endpointSetBy];
  };

  it('is that of AWS where nothing sets one', async () => {
    for (const { service } of services)
      assert.deepEqual(await found(service), [undefined, undefined]);
  });

  for (const { service, variable, section } of services) {
    it(`of ${section} is set by the connection, else the variables, else the profile`, async () => {
      await files.writeConfig(
        `[profile auditor]\nservices = local\nendpoint_url = http://127.0.0.1:4\n[services local]\n${section} =\n  endpoint_url = http://127.0.0.1:3\nsts =\n  endpoint_url = http://127.0.0.1:9\n`,
      );
      const variables = {
        [variable]: 'http://127.0.0.1:1',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:2',
      };
      const own = { ...connection, endpoint: 'http://127.0.0.1:5' };
      assert.deepEqual(await found(service, variables, own), [own.endpoint, undefined]);
      assert.deepEqual(await found(service, variables), ['http://127.0.0.1:1', variable]);
      assert.deepEqual(await found(service, { ...variables, [variable]: '' }), [
        'http://127.0.0.1:2',
        'AWS_ENDPOINT_URL',
      ]);
      assert.deepEqual(await found(service), [
        'http://127.0.0.1:3',
        'endpoint_url of services section "local"',
      ]);
      await files.writeConfig(
        '[profile auditor]\nservices = local\nendpoint_url = http://127.0.0.1:4\n[services local]\nsts =\n  endpoint_url = http://127.0.0.1:9\n',
      );
      assert.deepEqual(await found(service), [
        'http://127.0.0.1:4',
        'endpoint_url of profile "auditor"',
      ]);
    });

    it(`of ${section} is where its requests go, and no other's`, async () => {
      const [own, others] = [await startEndpoint(), await startEndpoint()];
      try {
        files.setEnvironment({ [variable]: own.url, AWS_ENDPOINT_URL: others.url });
        const source = new CloudWatchSource(connection);
        for (const { call } of services) await call(source);
        const asked = ({ requests }: Endpoint): readonly string[] => [
          ...new Set(requests.map(({ service: { actionPrefix } }) => actionPrefix)),
        ];
        assert.deepEqual(asked(own), [service]);
        assert.equal(asked(others).length, services.length - 1);
        assert.ok(!asked(others).includes(service));
      } finally {
        await Promise.all([own.stop(), others.stop()]);
      }
    });
  }

  it('is that of the profile of the connection, not of the one of the environment', async () => {
    const endpoint = await startEndpoint();
    try {
      endpoint.store.seed(cluster.logGroup, 'hsm-a', []);
      await files.writeConfig(
        `[profile auditor]\nendpoint_url = ${endpoint.url}\n[profile other]\nendpoint_url = http://127.0.0.1:1\n`,
      );
      files.setEnvironment({ AWS_PROFILE: 'other' });
      const [found] = await listedItems(new CloudWatchSource(connection).clusters());
      assert.equal(found?.name, 'cluster-a');
    } finally {
      await endpoint.stop();
    }
  });

  it('is that of AWS where configured endpoints are to be ignored, except the connection’s own', async () => {
    const endpoint = 'http://127.0.0.1:4566';
    const variables = { AWS_ENDPOINT_URL: endpoint, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
    assert.deepEqual(await found('logs', variables), [undefined, undefined]);
    assert.deepEqual(await found('logs', variables, { endpoint }), [endpoint, undefined]);
    await files.writeConfig(
      `[profile auditor]\nignore_configured_endpoint_urls = true\nendpoint_url = ${endpoint}\n`,
    );
    assert.deepEqual(await found('logs'), [undefined, undefined]);
    const anyway = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' };
    assert.equal((await found('logs', anyway))[0], endpoint);
  });

  for (const [what, config, environment, says] of [
    [
      'is no address',
      '',
      { AWS_ENDPOINT_URL: 'localhost:4566' },
      /^What AWS_ENDPOINT_URL says is not an address that begins with http/,
    ],
    [
      'is in a section that is missing',
      '[profile auditor]\nservices = local\n',
      {},
      /^Profile "auditor" names the services section "local", which .* Add \[services local\]/,
    ],
    [
      'has nothing answering',
      '',
      { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://127.0.0.1:1' },
      /^Nothing answers at 127\.0\.0\.1:1\. .*correct AWS_ENDPOINT_URL_CLOUDWATCH_LOGS\.$/,
    ],
  ] as const) {
    it(`is named with what sets it where it ${what}`, async () => {
      await files.writeConfig(config);
      files.setEnvironment(environment);
      await assert.rejects(listedItems(new CloudWatchSource(connection).clusters()), (error) => {
        assert.ok(error instanceof HumanError, String(error));
        assert.match(error.message, says);
        assert.equal(error.remedy, 'retry');
        return true;
      });
    });
  }
});
