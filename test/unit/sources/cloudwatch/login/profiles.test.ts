import assert from 'node:assert/strict';
import {
  defaultRegion,
  profileInUse,
  profiles,
} from '../../../../../src/sources/cloudwatch/login/profiles';
import { type AwsFiles, makeAwsFiles } from '../awsFiles';

const config = `
[default]
region = eu-west-1

[profile auditor]
sso_session = corp
region = eu-central-1

[sso-session corp]
sso_region = eu-central-1

[services local]
logs =
  endpoint_url = http://127.0.0.1:4566

[profile "team/worker"]
credential_process = /bin/true

[profile reader]
role_arn = arn:aws:iam::111122223333:role/Reader
source_profile = default

[profile person]
login_session = arn:aws:iam::111122223333:user/person
`;

const credentialsFile = `
[default]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = not-shown

[keys-only]
aws_access_key_id = AKIAEXAMPLE2
aws_secret_access_key = not-shown
`;

describe('AWS profiles', () => {
  let files: AwsFiles;

  beforeEach(async () => {
    files = await makeAwsFiles();
  });

  afterEach(() => files.remove());

  async function write(): Promise<void> {
    await files.writeConfig(config);
    await files.writeCredentials(credentialsFile);
  }

  it('are none without files', async () => {
    assert.deepEqual(await profiles(), []);
    assert.equal(await defaultRegion(undefined, {}), undefined);
  });

  it('come from both files, by name, with their regions and how they sign in', async () => {
    await write();
    assert.deepEqual(await profiles(), [
      { name: 'auditor', region: 'eu-central-1', signIn: 'sso' },
      { name: 'default', region: 'eu-west-1', signIn: 'keys' },
      { name: 'keys-only', region: undefined, signIn: 'keys' },
      { name: 'person', region: undefined, signIn: 'login' },
      { name: 'reader', region: undefined, signIn: 'role' },
      { name: 'team/worker', region: undefined, signIn: 'process' },
    ]);
  });

  it('are known to ask for MFA where they or what they build on assume a role with it', async () => {
    await files.writeConfig(`
[profile admin]
role_arn = arn:aws:iam::111122223333:role/Admin
mfa_serial = arn:aws:iam::111122223333:mfa/person
source_profile = default

[profile chained]
role_arn = arn:aws:iam::444455556666:role/Reader
source_profile = admin

[profile keys]
mfa_serial = arn:aws:iam::111122223333:mfa/person

[profile one]
role_arn = arn:aws:iam::444455556666:role/One
source_profile = other

[profile other]
role_arn = arn:aws:iam::444455556666:role/Other
source_profile = one
`);
    const asking = (await profiles()).filter(({ asksForMfa }) => asksForMfa);
    assert.deepEqual(
      asking.map(({ name }) => name),
      ['admin', 'chained'],
    );
  });

  it('hold no secret', async () => {
    await write();
    assert.ok(!/not-shown|AKIA/.test(JSON.stringify(await profiles())));
  });

  it('are read afresh each time', async () => {
    assert.equal((await profiles()).length, 0);
    await write();
    assert.equal((await profiles()).length, 6);
  });

  it('give the default region: of the environment, else of the profile', async () => {
    await write();
    assert.equal(await defaultRegion(undefined, { AWS_REGION: 'us-west-2' }), 'us-west-2');
    assert.equal(await defaultRegion(undefined, { AWS_DEFAULT_REGION: 'us-east-2' }), 'us-east-2');
    assert.equal(await defaultRegion(undefined, {}), 'eu-west-1');
    assert.equal(await defaultRegion(undefined, { AWS_PROFILE: 'auditor' }), 'eu-central-1');
    assert.equal(await defaultRegion('auditor', { AWS_REGION: 'us-west-2' }), 'eu-central-1');
    assert.equal(await defaultRegion('reader', { AWS_REGION: 'us-west-2' }), 'us-west-2');
  });

  it('count a variable that is empty as unset', async () => {
    await write();
    const empty = { AWS_REGION: '', AWS_DEFAULT_REGION: '', AWS_PROFILE: '' };
    assert.equal(await defaultRegion(undefined, empty), 'eu-west-1');
    assert.equal(
      await defaultRegion(undefined, { ...empty, AWS_DEFAULT_REGION: 'us-east-2' }),
      'us-east-2',
    );
    const { name, named } = await profileInUse(undefined, empty);
    assert.deepEqual({ name, named }, { name: 'default', named: false });
  });

  it('tell which one is in use and whether it exists', async () => {
    await write();
    assert.equal((await profileInUse('auditor', {})).found?.signIn, 'sso');
    assert.deepEqual(await profileInUse('nosuch', {}), {
      name: 'nosuch',
      named: true,
      found: undefined,
    });
    assert.equal((await profileInUse(undefined, { AWS_PROFILE: 'reader' })).name, 'reader');
    const unnamed = await profileInUse(undefined, {});
    assert.equal(unnamed.name, 'default');
    assert.equal(unnamed.named, false);
  });
});
