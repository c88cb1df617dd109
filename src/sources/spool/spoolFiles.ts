import { constants } from 'node:fs';
import {
  access,
  appendFile,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';

/** What a spool needs of a file system; a test gives one that is full. Paths are whole. */
export interface SpoolFiles {
  /** The names in a folder; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(folder: string): Promise<void>;
  append(file: string, bytes: Uint8Array): Promise<void>;
  /** Cuts a file off behind so many bytes. */
  truncate(file: string, length: number): Promise<void>;
  /** Writes a whole file beside its name and renames it, so that nobody sees half of it. */
  write(file: string, bytes: Uint8Array): Promise<void>;
  /** Rejects where the file has fewer bytes than that. */
  read(file: string, position: number, length: number): Promise<Buffer>;
  /** In bytes; rejects where there is no such file. */
  size(file: string): Promise<number>;
  /** When a file was last written or touched, Unix ms; 0 where there is no such file. */
  touched(file: string): Promise<number>;
  /** Makes the file where it is missing, and its time the one given (Unix ms). */
  touch(file: string, time: number): Promise<void>;
  /** Removes a file or a whole folder, if it is there. */
  remove(path: string): Promise<void>;
}

/** The file system of the machine. */
export const nodeSpoolFiles: SpoolFiles = {
  list: (folder) => readdir(folder).catch(ifMissing([])),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true });
  },
  append: (file, bytes) => appendFile(file, bytes),
  truncate: (file, length) => truncate(file, length),
  write: async (file, bytes) => {
    const beside = `${file}.part`;
    await writeFile(beside, bytes);
    await rename(beside, file);
  },
  read: async (file, position, length) => {
    const handle = await open(file, constants.O_RDONLY);
    try {
      const buffer = Buffer.allocUnsafe(length);
      const { bytesRead } = await handle.read(buffer, 0, length, position);
      if (bytesRead < length) throw new RangeError(`${file} ends early`);
      return buffer;
    } finally {
      await handle.close();
    }
  },
  size: async (file) => (await stat(file)).size,
  touched: async (file) => {
    const found = await stat(file).catch(ifMissing(undefined));
    return found?.mtimeMs ?? 0;
  },
  touch: async (file, time) => {
    const seconds = time / 1000;
    await access(file).catch(() => writeFile(file, ''));
    await utimes(file, seconds, seconds);
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
};

function ifMissing<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}

/** Whether an error says that there is no such file. */
export function isFileGone(error: unknown): boolean {
  return (Object(error) as { readonly code?: unknown }).code === 'ENOENT';
}

/** Whether an error says that there is no room left to write to. */
export function isDiskFull(error: unknown): boolean {
  const { code } = Object(error) as { readonly code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}
