import * as l10n from '@vscode/l10n';

import type { AwsConnection } from './connection';

/** A part of a connection as a user finds it, to be corrected: `the region of connection "prod"`, `--region`. */
export function settingWords(
  { byOptions, name }: AwsConnection,
  setting: 'profile' | 'region' | 'endpoint',
): string {
  if (byOptions === true) return `--${setting}`;
  switch (setting) {
    case 'profile':
      return l10n.t('the profile of connection "{0}"', name);
    case 'region':
      return l10n.t('the region of connection "{0}"', name);
    case 'endpoint':
      return l10n.t('the endpoint of connection "{0}"', name);
  }
}
