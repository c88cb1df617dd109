import type { Container } from './container';

const yaml =
  /^(?:(?:-\s+)?events:\s*\n\s*)?-\s+(?:(?:eventId|ingestionTime|logStreamName|message|timestamp): |['"]Time[ \t]*:)/;
const boxes = /^-{16,}\r?\n\|\s+(?:Get|Filter)LogEvents\s+\|/;

/**
 * Events as the AWS command line prints them with `--output yaml` and `table`. They are not read: the first
 * folds the lines of a message by rules of its own, the second draws a frame through it.
 */
export const awsCliOutput: Container = {
  name: 'aws-cli-output',
  isText: false,
  recognises: ({ text }) => yaml.test(text) || boxes.test(text),
  unwrap: (sink) => {
    let length = 0;
    return {
      push: (bytes) => void (length += bytes.length),
      end: () => sink.note({ kind: 'damaged', place: undefined, damage: 'output', lost: length }),
    };
  },
};
