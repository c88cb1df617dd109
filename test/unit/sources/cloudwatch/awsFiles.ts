import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** AWS configuration files of a test's own, which the SDK reads in place of the usual ones. */
export interface AwsFiles {
  writeConfig(text: string): Promise<void>;
  writeCredentials(text: string): Promise<void>;
  /** Sets variables until the files are removed. */
  setEnvironment(values: Readonly<Record<string, string>>): void;
  /** Removes the files and gives the environment back. */
  remove(): Promise<void>;
}

/** Makes a place for the files, which are not there yet. Nothing else in the environment gives credentials. */
export async function makeAwsFiles(): Promise<AwsFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloudhsm-aws-'));
  const config = path.join(folder, 'config');
  const credentials = path.join(folder, 'credentials');
  const giveBack = [
    setEnvironment({
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PROFILE: undefined,
      AWS_REGION: undefined,
      AWS_DEFAULT_REGION: undefined,
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_SESSION_TOKEN: undefined,
      AWS_ENDPOINT_URL: undefined,
    }),
  ];
  return {
    writeConfig: (text) => writeFile(config, text),
    writeCredentials: (text) => writeFile(credentials, text),
    setEnvironment: (values) => {
      giveBack.push(setEnvironment(values));
    },
    remove: async () => {
      for (const back of giveBack.toReversed()) back();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function setEnvironment(values: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(values)) set(name, value);
  return () => {
    for (const [name, value] of before) set(name, value);
  };
}
