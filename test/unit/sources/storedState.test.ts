import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import type { AwsConnection } from '../../../src/sources/connections/connection';
import { Connections } from '../../../src/sources/connections/connections';
import { openSpool } from '../../../src/sources/fetch/openSpool';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { type Endpoint, startEndpoint } from '../../endpoint/server';
import { temporaryFolder } from '../../host/temporaryFolder';
import { makeAwsFiles } from './cloudwatch/awsFiles';

const logGroup = '/aws/cloudhsm/cluster-a';
const secrets = ['ASIASTOREDSTATE', 'secret-of-the-key', 'token-of-the-session'] as const;
const [keyId, secretKey, token] = secrets;

/** The contents of all files under a folder. */
async function contents(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true });
  const files = [];
  for (const name of found.map((one) => path.join(folder, one))) {
    if ((await stat(name)).isFile()) files.push(`${name}\n${await readFile(name, 'latin1')}`);
  }
  return files;
}

describe('what is stored', function () {
  this.timeout(20_000);

  it('of connections to several regions at once, and of their logs, holds no secret', async () => {
    const files = await makeAwsFiles();
    const folder = await temporaryFolder('cloudhsm-stored');
    const endpoints: Endpoint[] = [];
    try {
      await files.writeCredentials(
        `[auditor]\naws_access_key_id = ${keyId}\naws_secret_access_key = ${secretKey}\naws_session_token = ${token}\n`,
      );
      let setting: unknown = [];
      const connections = new Connections(
        {
          read: () => setting,
          write: (list) => {
            setting = list;
            return Promise.resolve();
          },
          onDidChange: () => ({ dispose: () => undefined }),
        },
        {
          sample: () => new SampleSource(),
          aws: (connection: AwsConnection) => new CloudWatchSource(connection),
        },
      );
      const { ranges: reader } = openSpool(folder.path, () => 1_000_000);
      const regions = ['eu-central-1', 'us-gov-west-1'];
      for (const region of regions) {
        const endpoint = await startEndpoint({ region, accessKeyIds: [keyId] });
        endpoints.push(endpoint);
        endpoint.store.seed(logGroup, 'hsm-a', [{ timestamp: 5, message: `Time of ${region}` }]);
        await connections.add({ name: region, region, profile: 'auditor', endpoint: endpoint.url });
      }
      const read = await Promise.all(
        regions.map((name) =>
          reader.read({
            source: connections.source(name),
            stream: {
              cluster: { logGroup, name: 'cluster-a', arn: undefined },
              name: 'hsm-a',
            },
            key: [name, logGroup, 'hsm-a'],
            range: { from: 0, to: 10 },
          }),
        ),
      );
      assert.deepEqual(
        read.map(({ events }) => events.map(({ message }) => message)),
        regions.map((region) => [`Time of ${region}`]),
      );
      const stored = [JSON.stringify(setting), ...(await contents(folder.path))];
      assert.ok(stored.some((text) => text.includes('Time of eu-central-1')));
      for (const secret of secrets) {
        assert.ok(!stored.some((text) => text.includes(secret)), `${secret} is stored`);
      }
    } finally {
      await Promise.all(endpoints.map((endpoint) => endpoint.stop()));
      await folder.remove();
      await files.remove();
    }
  });
});
