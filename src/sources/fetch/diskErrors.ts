import * as l10n from '@vscode/l10n';
import { HumanError } from '../humanError';

export function diskFull(cause: unknown): HumanError {
  return new HumanError(
    l10n.t(
      'The disk is full, so that the log cannot be kept. What has come so far stays. Make room, then fetch again: only the rest is asked for.',
    ),
    'retry',
    { cause },
  );
}

export function diskFailed(cause: unknown): HumanError {
  const { code } = Object(cause) as { readonly code?: unknown };
  return new HumanError(
    l10n.t(
      'What was fetched could not be written to disk ({0}). Check the disk, then fetch again.',
      typeof code === 'string' ? code : l10n.t('no reason given'),
    ),
    'retry',
    { cause },
  );
}

/** What was there, or was read, is not there any more. */
export function givenUp(): HumanError {
  return new HumanError(
    l10n.t(
      'Another window has given up a part of it to make room for other logs. Read it again, or raise the limit of what is kept.',
    ),
    'retry',
  );
}
