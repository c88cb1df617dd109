import { nodeSpoolFiles, type SpoolFiles } from '../../../../src/sources/spool/spoolFiles';

/** Files on a disk that lets so many bytes be written, in all, until there is more room. */
export function fullAfter(
  room: number,
): SpoolFiles & { readonly makeRoom: (bytes: number) => void } {
  let left = room;
  return {
    ...nodeSpoolFiles,
    append: async (file, bytes) => {
      left -= bytes.length;
      if (left < 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      await nodeSpoolFiles.append(file, bytes);
    },
    makeRoom: (bytes) => (left += bytes),
  };
}
