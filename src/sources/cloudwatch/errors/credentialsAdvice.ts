import * as l10n from '@vscode/l10n';

import type { AwsConnection } from '../../connections/connection';
import { settingWords } from '../../connections/settingWords';
import type { Remedy } from '../../humanError';
import type { AwsError } from './awsErrorKind';
import type { ProfileInUse } from '../login/profiles';

/** What to say and which button to offer. */
export interface Advice {
  readonly message: string;
  readonly remedy: Remedy;
  /** What to run in a terminal. */
  readonly terminal?: string;
}

export function missingCredentials(
  connection: AwsConnection,
  profile: ProfileInUse | undefined,
): Advice {
  if (profile?.named && !profile.found) {
    return {
      message: l10n.t(
        'The AWS configuration files have no profile "{0}". Correct {1}, or add it with: aws configure --profile {2}',
        profile.name,
        settingWords(connection, 'profile'),
        argument(profile.name),
      ),
      remedy: 'editConnection',
    };
  }
  if (profile?.found?.signIn === 'process') {
    return {
      message: l10n.t(
        'The credential process of profile "{0}" gave no credentials. Run it in a terminal to see why, then try again.',
        profile.name,
      ),
      remedy: 'retry',
    };
  }
  if (profile?.named) {
    return {
      message: l10n.t(
        'Profile "{0}" gives no credentials. Complete it with: aws configure --profile {1}',
        profile.name,
        argument(profile.name),
      ),
      remedy: 'editConnection',
    };
  }
  return {
    message:
      connection.byOptions === true
        ? l10n.t(
            'There are no AWS credentials. Name a profile with --profile, or sign in with the AWS CLI.',
          )
        : l10n.t(
            'There are no AWS credentials for connection "{0}". Name a profile in the connection, or sign in with the AWS CLI.',
            connection.name,
          ),
    remedy: 'editConnection',
  };
}

export function signedOut(
  error: AwsError,
  connection: AwsConnection,
  profile: ProfileInUse | undefined,
): Advice {
  // A role's profile is signed in to by way of another one, which the SDK then names.
  const source = /profile=(\S+) was/.exec(error.message)?.[1];
  const named = source ?? connection.profile ?? (profile?.named ? profile.name : undefined);
  const way = profile?.found?.signIn;
  const byLogin = way === 'login' || (way !== 'sso' && !/sso/i.test(error.message));
  const signIn = byLogin ? 'aws login' : 'aws sso login';
  const terminal = named === undefined ? signIn : `${signIn} --profile ${argument(named)}`;
  return {
    message:
      named === undefined
        ? l10n.t('The AWS sign-in has expired. Run: {0}', terminal)
        : l10n.t('The AWS sign-in of profile "{0}" has expired. Run: {1}', named, terminal),
    remedy: 'signIn',
    terminal,
  };
}

export function expiredCredentials(
  error: AwsError,
  connection: AwsConnection,
  profile: ProfileInUse | undefined,
): Advice {
  if (profile?.found?.signIn === 'sso') return signedOut(error, connection, profile);
  return {
    message: profile?.named
      ? l10n.t(
          'The credentials of profile "{0}" have expired. Renew them, then try again.',
          profile.name,
        )
      : l10n.t('The AWS credentials in use have expired. Renew them, then try again.'),
    remedy: 'retry',
  };
}

export function mfaNeeded(connection: AwsConnection, profile: ProfileInUse | undefined): Advice {
  return {
    message: l10n.t(
      'Profile "{0}" asks for an MFA code, which cannot be entered here. Get temporary credentials with the AWS CLI and set {1} to their profile.',
      profileName(connection, profile),
      settingWords(connection, 'profile'),
    ),
    remedy: 'editConnection',
  };
}

export function mfaRefused(connection: AwsConnection, profile: ProfileInUse | undefined): Advice {
  return {
    message: l10n.t(
      'AWS does not take the MFA code of profile "{0}". A code is good once: wait for the next one, then try again.',
      profileName(connection, profile),
    ),
    remedy: 'retry',
  };
}

export function roleRefused(connection: AwsConnection, profile: ProfileInUse | undefined): Advice {
  return {
    message: l10n.t(
      'You are signed in, but AWS does not give you the role of profile "{0}". Ask for the role, or change {1}.',
      profileName(connection, profile),
      settingWords(connection, 'profile'),
    ),
    remedy: 'editConnection',
  };
}

function profileName(connection: AwsConnection, profile: ProfileInUse | undefined): string {
  return profile?.name ?? connection.profile ?? 'default';
}

/**
 * A profile's name as one word of a command line, of which a shell runs no part. A line end in it would
 * press Enter in the terminal.
 */
function argument(profile: string): string {
  return /^[\w.@+-]+$/.test(profile) ? profile : `"${profile.replace(/["$`!\\]|\p{Cc}/gu, '')}"`;
}
