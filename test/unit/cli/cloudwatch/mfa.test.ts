import assert from 'node:assert/strict';
import type { Io } from '../../../../src/cli/io';
import { startEndpoint, type Endpoint } from '../../../endpoint/server';
import { makeAwsFiles, type AwsFiles } from '../../sources/cloudwatch/awsFiles';
import {
  startCredentialServices,
  type CredentialServices,
} from '../../sources/cloudwatch/credentialServices';
import { runCommand, type Outcome } from '../fakeIo';
import { mfaDevice, mfaProfile } from '../../sources/cloudwatch/login/mfaProfile';

describe('a profile with MFA on the command line', function () {
  this.timeout(20_000);
  let files: AwsFiles;
  let endpoint: Endpoint;
  let services: CredentialServices;

  beforeEach(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(mfaProfile);
    services = await startCredentialServices();
    services.key = 'ASIAEXAMPLE';
    files.setEnvironment({ AWS_ENDPOINT_URL_STS: services.url });
    endpoint = await startEndpoint();
    endpoint.store.seed('/aws/cloudhsm/cluster-a', 'hsm-a', []);
  });
  afterEach(async () => {
    await endpoint.stop();
    await services.stop();
    await files.remove();
  });

  const clusters = (ask?: Io['ask']): Promise<Outcome> => {
    const place = ['--profile', 'auditor', '--region', 'us-east-1', '--endpoint', endpoint.url];
    return runCommand(['clusters', ...place], {}, undefined, false, undefined, ask);
  };

  it('asks on the terminal, again where the answer is no code', async () => {
    const asked: string[] = [];
    const answers = ['12345', '123 456'];
    const { code, output, complaints } = await clusters((question) => {
      asked.push(question);
      return Promise.resolve(answers.shift());
    });
    assert.equal(code, 0, complaints);
    assert.match(output, /cluster-a/);
    assert.match(complaints, /^A code has six digits\./);
    assert.deepEqual(asked, Array(2).fill(`MFA code of ${mfaDevice} for profile auditor: `));
    assert.deepEqual(services.asked, ['AssumeRole']);
  });

  it('goes without where none is entered, and says so', async () => {
    const { code, complaints } = await clusters(() => Promise.resolve(undefined));
    assert.equal(code, 1);
    assert.match(complaints, /asks for an MFA code, and none was entered/);
    assert.deepEqual(services.asked, []);
  });

  it('says what to do where there is no terminal', async () => {
    const { code, complaints } = await clusters();
    assert.equal(code, 1);
    assert.match(complaints, /there is no terminal to ask for it\. Run this in a terminal, or /);
  });
});
