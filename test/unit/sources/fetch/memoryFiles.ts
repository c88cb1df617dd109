import * as path from 'node:path';
import type { SpoolFiles } from '../../../../src/sources/spool/spoolFiles';

interface MemoryFile {
  readonly bytes: Buffer;
  /** Unix ms. */
  readonly time: number;
}

/** A spool's files in memory, for tests that are about something else and write very many. */
export function memoryFiles(): SpoolFiles {
  const files = new Map<string, MemoryFile>();
  const found = (file: string): MemoryFile => {
    const one = files.get(file);
    if (one === undefined) throw Object.assign(new Error(file), { code: 'ENOENT' });
    return one;
  };
  const put = (file: string, bytes: Buffer): void => void files.set(file, { bytes, time: 0 });
  const answer = <Value>(make: () => Value): Promise<Value> => Promise.resolve().then(make);
  return {
    list: (folder) =>
      answer(() => {
        const names = [...files.keys()].flatMap((file) => {
          const name = path.relative(folder, file).split(path.sep)[0] ?? '';
          return name === '..' ? [] : name;
        });
        return [...new Set(names)];
      }),
    makeFolder: () => Promise.resolve(),
    append: (file, bytes) =>
      answer(() => put(file, Buffer.concat([files.get(file)?.bytes ?? Buffer.of(), bytes]))),
    truncate: (file, length) =>
      answer(() => put(file, Buffer.from(found(file).bytes.subarray(0, length)))),
    write: (file, bytes) => answer(() => put(file, Buffer.from(bytes))),
    read: (file, position, length) =>
      answer(() => {
        const { bytes } = found(file);
        if (bytes.length < position + length) throw new RangeError(`${file} ends early`);
        return Buffer.from(bytes.subarray(position, position + length));
      }),
    size: (file) => answer(() => found(file).bytes.length),
    touched: (file) => answer(() => files.get(file)?.time ?? 0),
    touch: (file, time) =>
      answer(() => void files.set(file, { bytes: files.get(file)?.bytes ?? Buffer.of(), time })),
    remove: (removed) =>
      answer(() => {
        for (const file of files.keys()) {
          if (file === removed || file.startsWith(removed + path.sep)) files.delete(file);
        }
      }),
  };
}
