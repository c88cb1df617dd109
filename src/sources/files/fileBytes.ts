import { readSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { placedText, type LogBytes, type PlacedText } from '../../audit/scan/logBytes';
import { HumanError } from '../humanError';

/** A file's bytes, read where they are needed. Threads may share its descriptor. */
export class FileBytes implements LogBytes {
  constructor(readonly descriptor: number) {}

  fill(target: Uint8Array, offset: number): number {
    for (let read = 0; read < target.length;) {
      const got = readSync(this.descriptor, target, read, target.length - read, offset + read);
      // The size was known before: whoever writes the file has cut it meanwhile.
      if (got === 0) throw shorter();
      read += got;
    }
    return target.length;
  }

  text(start: number, end: number): PlacedText {
    const bytes = new Uint8Array(end - start);
    this.fill(bytes, start);
    return placedText(bytes, start);
  }
}

function shorter(): Error {
  return new HumanError(
    l10n.t('The file became shorter while it was read. Open it again when it is written.'),
  );
}
