/** How a profile comes by its credentials, which decides what to tell a user when it cannot. */
export type SignIn = 'sso' | 'login' | 'process' | 'role' | 'keys';

/** A profile of the AWS configuration files. No secret is part of it. */
export interface AwsProfile {
  readonly name: string;
  readonly region: string | undefined;
  readonly signIn: SignIn | undefined;
  /** That it, or a profile that it builds on, assumes a role with the code of an MFA device. */
  readonly asksForMfa?: true;
}

/** Variables, or the settings of a profile. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The profiles of the usual configuration files, by name. They are read afresh each time: people edit them
 * while the editor runs, and the SDK's own copy is renewed by it.
 *
 * @returns none when there are no files
 */
export async function profiles(): Promise<readonly AwsProfile[]> {
  const { configFile, credentialsFile } = await configurationFiles();
  // Other sections (`sso-session.x`, `services.x`) keep their prefix in what the loader gives.
  const inConfig = Object.keys(configFile).filter(
    (name) => !/^(sso-session|services)\./.test(name),
  );
  const names = new Set([...inConfig, ...Object.keys(credentialsFile)]);
  return [...names].sort().map((name) => {
    const settings = { ...configFile[name], ...credentialsFile[name] };
    const asksForMfa = usesMfa(name, (one) => ({ ...configFile[one], ...credentialsFile[one] }));
    const { region } = settings;
    return { name, region, signIn: signInOf(settings), ...(asksForMfa && { asksForMfa }) };
  });
}

/** The region that a command without one would use: the environment's, else the profile's. */
export async function defaultRegion(
  profileName?: string,
  environment: Environment = process.env,
): Promise<string | undefined> {
  const fromEnvironment = set(environment.AWS_REGION) ?? set(environment.AWS_DEFAULT_REGION);
  if (profileName === undefined && fromEnvironment !== undefined) return fromEnvironment;
  const name = profileName ?? set(environment.AWS_PROFILE) ?? 'default';
  const profile = (await profiles()).find((one) => one.name === name);
  return profile?.region ?? fromEnvironment;
}

/** The profile that the SDK takes for a connection. */
export interface ProfileInUse {
  readonly name: string;
  /** False for `default` when nothing names a profile: then there need not be one. */
  readonly named: boolean;
  /** Undefined when no configuration file has it. */
  readonly found: AwsProfile | undefined;
}

/** @param profileName the connection's; left out: the environment's, else `default` */
export async function profileInUse(
  profileName?: string,
  environment: Environment = process.env,
): Promise<ProfileInUse> {
  const given = profileName ?? set(environment.AWS_PROFILE);
  const name = given ?? 'default';
  const found = (await profiles()).find((profile) => profile.name === name);
  return { name, named: given !== undefined, found };
}

/** What the configuration files say about one profile. It may hold secrets: it is never kept or shown. */
export interface ProfileSettings {
  readonly name: string;
  readonly own: Environment;
  /** Another section of the configuration file, by its kind and name: `services.local`. */
  section(name: string): Environment | undefined;
}

/** @param profileName left out: the environment's, else `default` */
export async function profileSettings(
  profileName?: string,
  environment: Environment = process.env,
): Promise<ProfileSettings> {
  const { configFile, credentialsFile } = await configurationFiles();
  const name = profileName ?? set(environment.AWS_PROFILE) ?? 'default';
  const own = { ...configFile[name], ...credentialsFile[name] };
  return { name, own, section: (one) => configFile[one] };
}

async function configurationFiles() {
  const loader = await import(/* webpackChunkName: "aws-logs" */ '@smithy/shared-ini-file-loader');
  return loader.loadSharedConfigFiles({ ignoreCache: true });
}

/** A variable that is empty counts as unset, as it does for the SDK. */
export function set(variable: string | undefined): string | undefined {
  return variable === '' ? undefined : variable;
}

/** Follows `source_profile`, once around where profiles name each other. */
function usesMfa(name: string, settingsOf: (profile: string) => Environment): boolean {
  const visited = new Set<string>();
  let next: string | undefined = name;
  while (next !== undefined && !visited.has(next)) {
    visited.add(next);
    const { role_arn, mfa_serial, source_profile }: Environment = settingsOf(next);
    if (role_arn && mfa_serial) return true;
    next = source_profile;
  }
  return false;
}

function signInOf(settings: Environment): SignIn | undefined {
  if (settings.sso_session ?? settings.sso_start_url) return 'sso';
  if (settings.login_session) return 'login';
  if (settings.role_arn) return 'role';
  if (settings.credential_process) return 'process';
  if (settings.aws_access_key_id) return 'keys';
  return undefined;
}
