import * as l10n from '@vscode/l10n';

/** Why a file could not be read and what to do about it, without the words of the system. */
export function unreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t('there is no such file. Check its path.');
    case 'EISDIR':
      return l10n.t('this folder has no files in it. Name one that has, or a file.');
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
