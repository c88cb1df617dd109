import * as l10n from '@vscode/l10n';
import { printable, quoted } from '../../audit/text/printable';
import { CloudWatchSource } from '../../sources/cloudwatch/cloudWatchSource';
import { mfaCode, MfaSessions } from '../../sources/cloudwatch/login/mfaSessions';
import { defaultRegion } from '../../sources/cloudwatch/login/profiles';
import {
  environmentProxy,
  hasProxy,
  proxyChoice,
} from '../../sources/cloudwatch/calls/proxyChoice';
import { isEndpoint, isRegion } from '../../sources/connections/connectionCheck';
import { defaultLogGroupPrefix, type AwsConnection } from '../../sources/connections/connection';
import { HumanError } from '../../sources/humanError';
import type { Cluster, LogSource } from '../../sources/logSource';
import { type CommandWords, type Option, stringValue } from '../command';
import type { Io } from '../io';

/** The options that say which account and region is asked. */
export const connectionOptions: Readonly<Record<string, Option>> = {
  profile: { type: 'string' },
  region: {
    type: 'string',
    mistake: (region) =>
      isRegion(region)
        ? undefined
        : l10n.t('{0} does not look like a region. Write it as in eu-central-1.', quoted(region)),
  },
  endpoint: {
    type: 'string',
    mistake: (url) =>
      isEndpoint(url)
        ? undefined
        : l10n.t(
            '{0} is not an address that begins with http:// or https:// and has no user name in it.',
            quoted(url),
          ),
  },
};

/** Their help, with a line end. */
export function connectionHelp(): string {
  return l10n.t(
    '  --profile NAME   a profile of the AWS configuration files (default: as the AWS CLI finds one)\n  --region REGION  the region (default: AWS_REGION, AWS_DEFAULT_REGION or that of the profile)\n  --endpoint URL   another address than that of AWS\n',
  );
}

/**
 * The source that the options name. Where its profile asks for an MFA code, so does the terminal.
 *
 * @param signal ends that question
 * @throws HumanError where they cannot be used
 */
export async function sourceOf(
  words: CommandWords,
  io: Pick<Io, 'ask' | 'complain'>,
  signal?: AbortSignal,
): Promise<LogSource> {
  const profile = stringValue(words, 'profile');
  const endpoint = stringValue(words, 'endpoint');
  const region = stringValue(words, 'region') ?? (await defaultRegion(profile));
  if (region === undefined) {
    throw new HumanError(
      l10n.t('No region is named. Add --region, such as --region eu-central-1, or set AWS_REGION.'),
    );
  }
  if (!isRegion(region)) {
    throw new HumanError(
      l10n.t(
        'The region that AWS_REGION, AWS_DEFAULT_REGION or the profile names does not look like one: {0}. Correct it, or add --region.',
        quoted(region),
      ),
    );
  }
  const connection: AwsConnection = {
    name: profile ?? 'default',
    byOptions: true,
    region,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
  };
  // The SDK would tell whoever runs this that it wants a newer Node.js one day.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return new CloudWatchSource(connection, {
    mfa: new MfaSessions((name, device) => askForMfaCode(io, name, device, signal)),
    proxy: () => {
      const settings = environmentProxy();
      return hasProxy(settings) ? proxyChoice(() => settings) : undefined;
    },
  });
}

/** As often as that, what was typed may be no code. */
const mostMistakes = 3;

/** @throws HumanError where nobody can be asked */
async function askForMfaCode(
  { ask, complain: say }: Pick<Io, 'ask' | 'complain'>,
  profile: string,
  device: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (ask === undefined) {
    throw new HumanError(
      l10n.t(
        'Profile "{0}" asks for an MFA code, and there is no terminal to ask for it. Run this in a terminal, or put a session into the environment first, as “aws configure export-credentials” does, and leave --profile out.',
        printable(profile),
      ),
    );
  }
  for (let left = mostMistakes; left > 0; left--) {
    const question = l10n.t(
      'MFA code of {0} for profile {1}:',
      printable(device),
      printable(profile),
    );
    const typed = await ask(`${question} `, signal);
    if (typed === undefined || typed.trim() === '') return undefined;
    const code = mfaCode(typed);
    if (code !== undefined) return code;
    say(`${l10n.t('A code has six digits. An empty line enters none.')}\n`);
  }
  return undefined;
}

/** The cluster of a log group, which may be named by the cluster's id alone. */
export function clusterOf(name: string): Cluster {
  const logGroup = /^cluster-[^/]+$/.test(name) ? defaultLogGroupPrefix + name : name;
  return { logGroup, name: logGroup.slice(logGroup.lastIndexOf('/') + 1), arn: undefined };
}

/** What is wrong with words that name one log group. */
export function groupMistake({ words }: CommandWords): string | undefined {
  const [, second] = words;
  if (words.length === 0) return l10n.t('it needs a log group');
  return second === undefined
    ? undefined
    : l10n.t('it takes one log group, not also {0}', quoted(second));
}

/** Says what went wrong in the words of a `HumanError`; anything else is a fault of ours. */
export function complain(io: Io, error: unknown): void {
  if (!(error instanceof HumanError)) throw error;
  io.complain(`cloudhsm-logs: ${printable(error.message, 2048)}\n`);
}
