import assert from 'node:assert/strict';
import { setEndpoints } from '../../../../../src/sources/cloudwatch/calls/setEndpoints';
import { type AwsFiles, makeAwsFiles } from '../awsFiles';

const connection = { name: 'prod', region: 'eu-central-1', profile: 'auditor' };
const url = 'http://127.0.0.1:4566';

describe('the endpoints that nobody wrote into a connection', () => {
  let files: AwsFiles;
  beforeEach(async () => (files = await makeAwsFiles()));
  afterEach(() => files.remove());

  it('are none where nothing sets one, or the connection itself does', async () => {
    assert.deepEqual(await setEndpoints(connection, {}), []);
    assert.deepEqual(
      await setEndpoints({ ...connection, endpoint: url }, { AWS_ENDPOINT_URL: url }),
      [],
    );
  });

  it('are told with what sets them and for which services', async () => {
    const variables = { AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_CLOUDTRAIL: 'http://127.0.0.1:1' };
    assert.deepEqual(await setEndpoints(connection, variables), [
      {
        url,
        setBy: 'AWS_ENDPOINT_URL',
        services: ['CloudWatch Logs', 'CloudWatch', 'AWS CloudHSM', 'IAM'],
      },
      {
        url: 'http://127.0.0.1:1',
        setBy: 'AWS_ENDPOINT_URL_CLOUDTRAIL',
        services: ['CloudTrail'],
      },
    ]);
  });

  it('are those of the profile too', async () => {
    await files.writeConfig(`[profile auditor]\nendpoint_url = ${url}\n`);
    const [found] = await setEndpoints(connection, {});
    assert.equal(found?.setBy, 'endpoint_url of profile "auditor"');
  });

  it('are not what is no address: each call says that', async () => {
    assert.deepEqual(await setEndpoints(connection, { AWS_ENDPOINT_URL: 'localhost' }), []);
  });
});
