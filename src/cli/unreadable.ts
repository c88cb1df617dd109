import * as l10n from '@vscode/l10n';

/** Why a file could not be read and what to do about it, without the words of the system. */
export function unreadable(error: unknown, file: string): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return missing(file);
    case 'ELOOP':
      return l10n.t('this link leads back to itself. Name the file that is meant.');
    case 'EISDIR':
      return l10n.t('this folder has no files in it that are read. Name one that has, or a file.');
    case 'EACCES':
    case 'EPERM':
      return l10n.t('you may not read it. Allow it, or name a copy that you may read.');
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_STRING_TOO_LONG':
    case 'ERR_ENCODING_INVALID_ENCODED_DATA': // a decoder's word for more than a string can hold
      return l10n.t('this file is too large to be read at once. Split it and read the pieces.');
    default:
      return l10n.t(
        'it could not be read ({0}). Copy it to a local disk and decode the copy.',
        code ?? l10n.t('no reason given'),
      );
  }
}

const address = /^[a-z][a-z0-9+.-]*:\/\//i;
const cluster = /^(?:\/aws\/cloudhsm\/)?cluster-[a-z0-9]+$/;

/** What to do about a file that is not there: what was named may be something else. */
function missing(file: string): string {
  if (address.test(file)) {
    return l10n.t('this is an address, not a file. Download what is there and name the copy.');
  }
  if (cluster.test(file)) {
    return l10n.t(
      'there is no such file. The logs of a cluster come from CloudWatch by “cloudhsm-logs fetch {0}”.',
      file,
    );
  }
  return l10n.t('there is no such file. Check its path.');
}
