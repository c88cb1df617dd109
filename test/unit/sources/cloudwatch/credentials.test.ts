import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import { HumanError, type Remedy } from '../../../../src/sources/humanError';
import { type Endpoint, startEndpoint } from '../../../endpoint/server';
import { listedItems } from '../../../fixtures/listedItems';
import { temporaryFolder, type TemporaryFolder } from '../../../host/temporaryFolder';
import { type AwsFiles, makeAwsFiles } from './awsFiles';
import { type CredentialServices, startCredentialServices } from './credentialServices';

/** What a way to credentials needs, and how it fails and is put right. */
interface Place {
  readonly files: AwsFiles;
  readonly services: CredentialServices;
  readonly home: string;
}

interface Way {
  readonly name: string;
  readonly profile?: string;
  /** Prepares it so that it gives no credentials yet. */
  readonly prepare: (place: Place) => Promise<void>;
  /** What a person does to get credentials with that access key. */
  readonly renew: (place: Place, key: string) => Promise<void>;
  readonly says: RegExp;
  readonly remedy: Remedy;
  readonly terminal?: string;
}

const role = 'role_arn = arn:aws:iam::111122223333:role/Auditor\n';
const sso =
  '[profile person]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader\n[sso-session corp]\nsso_start_url = https://sign-in.test/start\nsso_region = eu-west-1\n';

const answer = (place: Place, key: string): Promise<void> => {
  place.services.key = key;
  return Promise.resolve();
};

async function ssoToken({ home }: Place, expiresAt: number): Promise<void> {
  const cache = path.join(home, '.aws', 'sso', 'cache');
  await mkdir(cache, { recursive: true });
  const name = createHash('sha1').update('corp').digest('hex');
  await writeFile(
    path.join(cache, `${name}.json`),
    JSON.stringify({ accessToken: 'token', expiresAt: new Date(expiresAt).toISOString() }),
  );
}

async function processOutput({ home }: Place, output: string): Promise<void> {
  await writeFile(path.join(home, 'output.json'), output);
}

const ways: readonly Way[] = [
  {
    name: 'a credential process',
    profile: 'worker',
    async prepare(place) {
      const file = JSON.stringify(path.join(place.home, 'output.json'));
      const script = path.join(place.home, 'process.js');
      await writeFile(
        script,
        `process.stdout.write(require('node:fs').readFileSync(${file}, 'utf8'))`,
      );
      await processOutput(place, 'not signed in');
      await place.files.writeConfig(
        `[profile worker]\ncredential_process = "${process.execPath}" "${script}"\n`,
      );
    },
    renew: (place, key) =>
      processOutput(
        place,
        JSON.stringify({ Version: 1, AccessKeyId: key, SecretAccessKey: 'not-shown' }),
      ),
    says: /^The credential process of profile "worker" gave no credentials\. Run it in a terminal/,
    remedy: 'retry',
  },
  {
    name: 'IAM Identity Center, signed out',
    profile: 'person',
    async prepare({ files, services }) {
      await files.writeConfig(sso);
      files.setEnvironment({ AWS_ENDPOINT_URL_SSO: services.url });
    },
    async renew(place, key) {
      await ssoToken(place, Date.now() + 3_600_000);
      await answer(place, key);
    },
    says: /^The AWS sign-in of profile "person" has expired\. Run: aws sso login --profile person$/,
    remedy: 'signIn',
    terminal: 'aws sso login --profile person',
  },
  {
    name: 'IAM Identity Center, with a sign-in that has expired',
    profile: 'person',
    async prepare(place) {
      await place.files.writeConfig(sso);
      await ssoToken(place, Date.now() - 1000);
      place.files.setEnvironment({ AWS_ENDPOINT_URL_SSO: place.services.url });
    },
    async renew(place, key) {
      await ssoToken(place, Date.now() + 3_600_000);
      await answer(place, key);
    },
    says: /^The AWS sign-in of profile "person" has expired\. Run: aws sso login --profile person$/,
    remedy: 'signIn',
    terminal: 'aws sso login --profile person',
  },
  {
    name: 'an assumed role',
    profile: 'auditor',
    async prepare({ files, services }) {
      await files.writeConfig(`[profile auditor]\n${role}source_profile = default\n`);
      await files.writeCredentials(
        '[default]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = not-shown\n',
      );
      files.setEnvironment({ AWS_ENDPOINT_URL_STS: services.url });
    },
    renew: answer,
    says: /^The credentials in use do not allow sts:AssumeRole/,
    remedy: 'editConnection',
  },
  {
    name: 'a web identity',
    async prepare({ files, services, home }) {
      const token = path.join(home, 'token');
      await writeFile(token, 'token');
      files.setEnvironment({
        AWS_WEB_IDENTITY_TOKEN_FILE: token,
        AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/Auditor',
        AWS_ENDPOINT_URL_STS: services.url,
      });
    },
    renew: answer,
    says: /^The credentials in use do not allow sts:AssumeRole/,
    remedy: 'editConnection',
  },
  {
    name: 'a container',
    prepare: ({ files, services }) => {
      files.setEnvironment({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${services.url}/container` });
      return Promise.resolve();
    },
    renew: answer,
    says: /^There are no AWS credentials for connection "prod"\. Name a profile/,
    remedy: 'editConnection',
  },
  {
    name: 'an instance',
    prepare: ({ files, services }) => {
      files.setEnvironment({
        AWS_EC2_METADATA_DISABLED: 'false',
        AWS_EC2_METADATA_SERVICE_ENDPOINT: services.url,
      });
      return Promise.resolve();
    },
    renew: answer,
    says: /^There are no AWS credentials for connection "prod"\. Name a profile/,
    remedy: 'editConnection',
  },
];

describe('credentials', function () {
  this.timeout(20_000);
  let place: Place;
  let home: TemporaryFolder;
  let endpoint: Endpoint;

  beforeEach(async () => {
    const files = await makeAwsFiles();
    home = await temporaryFolder('cloudhsm-home');
    files.setEnvironment({ HOME: home.path, USERPROFILE: home.path });
    place = { files, services: await startCredentialServices(), home: home.path };
    endpoint = await startEndpoint();
    endpoint.store.seed('/aws/cloudhsm/cluster-a', 'hsm-a', [{ timestamp: 1, message: 'Time' }]);
  });
  afterEach(async () => {
    await Promise.all([endpoint.stop(), place.services.stop()]);
    await place.files.remove();
    await home.remove();
  });

  for (const { name, profile, prepare, renew, says, remedy, terminal } of ways) {
    it(`of ${name}: what is missing is said, and the same source goes on once it is renewed`, async () => {
      await prepare(place);
      const source = new CloudWatchSource({
        name: 'prod',
        region: 'us-east-1',
        endpoint: endpoint.url,
        ...(profile !== undefined && { profile }),
      });
      const clusters = () => listedItems(source.clusters());
      await assert.rejects(clusters(), (error) => {
        assert.ok(error instanceof HumanError, String(error));
        assert.match(error.message, says);
        assert.equal(error.remedy, remedy);
        assert.equal(error.terminal, terminal);
        return true;
      });
      assert.equal(endpoint.requests.length, 0);

      await renew(place, 'ASIAFIRST');
      const [cluster] = await clusters();
      assert.equal(endpoint.requests.at(-1)?.accessKeyId, 'ASIAFIRST');

      // They are kept until the service does not take them any more.
      await renew(place, 'ASIASECOND');
      await listedItems(source.streams(cluster!));
      assert.equal(endpoint.requests.at(-1)?.accessKeyId, 'ASIAFIRST');
      const end = endpoint.faults.add({ kind: 'expiredToken' });
      await assert.rejects(clusters(), /has expired\.|have expired\./);
      end();
      await listedItems(source.streams(cluster!));
      assert.equal(endpoint.requests.at(-1)?.accessKeyId, 'ASIASECOND');
    });
  }
});
