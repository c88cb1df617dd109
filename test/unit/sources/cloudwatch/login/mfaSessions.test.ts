import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CloudWatchSource } from '../../../../../src/sources/cloudwatch/cloudWatchSource';
import { MfaSessions } from '../../../../../src/sources/cloudwatch/login/mfaSessions';
import { HumanError } from '../../../../../src/sources/humanError';
import { type Endpoint, startEndpoint } from '../../../../endpoint/server';
import { listedItems } from '../../../../fixtures/listedItems';
import { type AwsFiles, makeAwsFiles } from '../awsFiles';
import { mfaDevice, mfaProfile } from './mfaProfile';

/** Answers AssumeRole as STS does, and keeps what it was asked. */
async function startSts(asked: URLSearchParams[], isGood: () => boolean): Promise<Server> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push(new URLSearchParams(body));
      response.setHeader('content-type', 'text/xml');
      if (!isGood()) {
        response.statusCode = 403;
        response.end(
          '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>MultiFactorAuthentication failed with invalid MFA one time pass code. </Message></Error></ErrorResponse>',
        );
        return;
      }
      response.end(
        `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>not-shown</SecretAccessKey><SessionToken>session</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('a profile that asks for MFA', () => {
  let aws: AwsFiles;
  let endpoint: Endpoint;
  let sts: Server;
  let before: string | undefined;
  let isGood = true;
  const asked: URLSearchParams[] = [];
  const codes: string[] = [];

  beforeEach(async () => {
    aws = await makeAwsFiles();
    await aws.writeCredentials(mfaProfile);
    endpoint = await startEndpoint();
    endpoint.store.seed('/aws/cloudhsm/cluster-a', 'hsm-a', []);
    sts = await startSts(asked, () => isGood);
    before = process.env.AWS_ENDPOINT_URL_STS;
    process.env.AWS_ENDPOINT_URL_STS = `http://127.0.0.1:${(sts.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL_STS;
    else process.env.AWS_ENDPOINT_URL_STS = before;
    isGood = true;
    asked.length = 0;
    codes.length = 0;
    sts.closeAllConnections();
    await new Promise((resolve) => sts.close(resolve));
    await endpoint.stop();
    await aws.remove();
  });

  const sessions = (code: string | undefined): MfaSessions =>
    new MfaSessions((profile, serial) => {
      codes.push(`${profile} ${serial}`);
      return Promise.resolve(code);
    });
  const source = (region: string, mfa: MfaSessions): CloudWatchSource =>
    new CloudWatchSource(
      { name: region, region, profile: 'auditor', endpoint: endpoint.url },
      { mfa },
    );

  it('is asked for one code, which serves all calls in all regions', async () => {
    const mfa = sessions('123456');
    const first = source('us-east-1', mfa);
    const clusters = await listedItems(first.clusters());
    assert.equal(clusters.length, 1);
    await listedItems(first.streams(clusters[0]!));
    await listedItems((await first.health()).allFacts());
    await listedItems(source('eu-central-1', mfa).clusters());
    assert.deepEqual(codes, [`auditor ${mfaDevice}`]);
    assert.deepEqual(
      asked.map((request) => [request.get('TokenCode'), request.get('SerialNumber')]),
      [['123456', mfaDevice]],
    );
  });

  it('is told when no code was entered, and is asked again on the next try', async () => {
    const clusters = source('us-east-1', sessions(undefined));
    for (const count of [1, 2]) {
      await assert.rejects(listedItems(clusters.clusters()), (error) => {
        assert.ok(error instanceof HumanError);
        assert.match(
          error.message,
          /^Profile "auditor" asks for an MFA code, and none was entered/,
        );
        assert.equal(error.remedy, 'retry');
        return true;
      });
      assert.equal(codes.length, count);
    }
    assert.deepEqual(asked, []);
  });

  it('is told when AWS does not take the code, and goes on with the next one', async () => {
    isGood = false;
    const clusters = source('us-east-1', sessions('000000'));
    await assert.rejects(listedItems(clusters.clusters()), /does not take the MFA code/);
    isGood = true;
    assert.equal((await listedItems(clusters.clusters())).length, 1);
    assert.equal(codes.length, 2);
  });

  it('asks nothing where there is no MFA', async () => {
    assert.equal(
      await sessions('123456').credentials({ name: 'x', region: 'us-east-1', profile: 'default' }),
      undefined,
    );
  });
});
