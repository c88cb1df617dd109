import type { Container } from './container';
import { RecordOutput } from './recordOutput';

/** So much is unpacked at most: a record of a subscription is far shorter. */
const longest = 64 << 20;

/** How gzip begins in base64. What is damaged behind it is said, and does not make another form of it. */
const gzip = /^\s*H4sI[\w+/]{32}/;

/**
 * The `data` of a subscription's record by itself: compressed records in base64, one behind the other on
 * lines of their own, or folded.
 *
 * Source: AWS Lambda developer guide, "Using Lambda with CloudWatch Logs".
 */
export const packedText: Container = {
  name: 'base64',
  isText: false,
  recognises: ({ text }) => gzip.test(text),
  unwrap: (sink, options) => {
    const parts: string[] = [];
    let length = 0;
    return {
      push(bytes) {
        if (length < longest) parts.push(new TextDecoder('latin1').decode(bytes));
        length += bytes.length;
      },
      end() {
        const output = new RecordOutput(sink, options);
        for (const record of parts
          .join('')
          .trim()
          .split(/\s+(?=H4sI)/)) {
          output.packed(record.replace(/\s+/g, ''), undefined);
        }
        if (length < longest) return;
        sink.note({ kind: 'damaged', place: undefined, damage: 'long', lost: length - longest });
      },
    };
  },
};
