import * as l10n from '@vscode/l10n';
import { printable, quoted } from '../../audit/text/printable';
import { CloudWatchSource } from '../../sources/cloudwatch/cloudWatchSource';
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
 * The source that the options name.
 * @throws HumanError where they cannot be used
 */
export async function sourceOf(words: CommandWords): Promise<LogSource> {
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
    proxy: () => {
      const settings = environmentProxy();
      return hasProxy(settings) ? proxyChoice(() => settings) : undefined;
    },
  });
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
