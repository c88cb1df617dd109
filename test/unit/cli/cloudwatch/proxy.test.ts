import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { type Endpoint, startEndpoint } from '../../../endpoint/server';
import { type Proxy, startProxy } from '../../../endpoint/proxy';
import { temporaryFolder } from '../../../host/temporaryFolder';
import { type AwsFiles, makeAwsFiles } from '../../sources/cloudwatch/awsFiles';
import { runCommand } from '../fakeIo';

const group = '/aws/cloudhsm/cluster-a';
const region = ['--region', 'eu-central-1'];
const far = [...region, '--endpoint', 'http://logs.test'];

describe('the CloudWatch commands behind a proxy', function () {
  this.timeout(30_000);
  let files: AwsFiles;
  let endpoint: Endpoint;
  let proxy: Proxy;

  beforeEach(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(
      '[default]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = not-shown\n',
    );
    endpoint = await startEndpoint({ pageLimits: { events: 2 } });
    proxy = await startProxy(endpoint.url);
    endpoint.store.seed(
      group,
      'hsm-a',
      Array.from({ length: 9 }, (_, index) => ({
        timestamp: index + 1,
        message: `event ${index}`,
      })),
    );
  });
  afterEach(async () => {
    await Promise.all([endpoint.stop(), proxy.stop()]);
    await files.remove();
  });

  const run = (...words: string[]) => runCommand(words, {});

  it('read all by way of it', async () => {
    files.setEnvironment({ HTTP_PROXY: proxy.url });
    assert.deepEqual(await run('clusters', ...far), {
      code: 0,
      output: `${group}\n`,
      complaints: '',
    });
    const fetched = await run('fetch', group, ...far);
    assert.equal(fetched.output.split('\n').length, 10);
    assert.equal(proxy.asked.length, endpoint.requests.length);
    assert.deepEqual([...new Set(proxy.asked)], ['POST http://logs.test/']);
  });

  it('give it the name and password of its address', async () => {
    files.setEnvironment({ HTTP_PROXY: proxy.url.replace('//', '//person:secret@') });
    assert.equal((await run('clusters', ...far)).code, 0);
    assert.equal(proxy.authorization(), `Basic ${Buffer.from('person:secret').toString('base64')}`);
  });

  it('ask it for a tunnel to AWS, and say what answers in its place', async () => {
    files.setEnvironment({ HTTPS_PROXY: proxy.url });
    const { code, complaints } = await run('clusters', ...region);
    assert.equal(code, 1);
    assert.deepEqual(proxy.asked, ['CONNECT logs.eu-central-1.amazonaws.com:443']);
    assert.match(
      complaints,
      /What answers in place of CloudWatch Logs .* \(HTTP status 403\)\. Check the proxy/,
    );
  });

  it('pass it by for this computer and for what NO_PROXY names', async () => {
    files.setEnvironment({ HTTP_PROXY: proxy.url, NO_PROXY: 'logs.test' });
    assert.equal((await run('clusters', ...region, '--endpoint', endpoint.url)).code, 0);
    assert.equal((await run('clusters', ...far)).code, 1);
    assert.deepEqual(proxy.asked, []);
  });

  it('sign in to SSO by way of it too', async () => {
    const home = await temporaryFolder('cloudhsm-home');
    try {
      const start = 'https://sign-in.test/proxied';
      await files.writeConfig(
        `[profile person]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader\n[sso-session corp]\nsso_start_url = ${start}\nsso_region = eu-west-1\n`,
      );
      const cache = path.join(home.path, '.aws', 'sso', 'cache');
      await mkdir(cache, { recursive: true });
      await writeFile(
        path.join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`),
        JSON.stringify({
          startUrl: start,
          region: 'eu-west-1',
          accessToken: 'token',
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        }),
      );
      files.setEnvironment({ HTTPS_PROXY: proxy.url, HOME: home.path, USERPROFILE: home.path });
      const { complaints } = await run('clusters', ...region, '--profile', 'person');
      assert.deepEqual(
        [...new Set(proxy.asked)],
        ['CONNECT portal.sso.eu-west-1.amazonaws.com:443'],
      );
      assert.notEqual(complaints, '');
    } finally {
      await home.remove();
    }
  });

  it('say that an address is no proxy’s', async () => {
    files.setEnvironment({ HTTP_PROXY: 'socks5://127.0.0.1:1080' });
    const { code, complaints } = await run('clusters', ...far);
    assert.equal(code, 1);
    assert.match(complaints, /The proxy that is set is not an address .* Correct HTTPS_PROXY/);
  });

  it('say that nothing answers at it', async () => {
    files.setEnvironment({ HTTP_PROXY: 'http://127.0.0.1:1' });
    const { code, complaints } = await run('clusters', ...far);
    assert.equal(code, 1);
    assert.match(complaints, /127\.0\.0\.1:1 refuses the connection\. Check the proxy/);
  });
});
