import type { JsonForm } from './jsonForm';
import type { JsonValue } from './jsonValue';
import { clusterIn, streamAmong } from './streamNames';

/**
 * Messages without their members, as a `--query` of the AWS command line leaves them: strings
 * (`events[].message`), or lists with the stream or the time in Unix ms beside the message.
 *
 * Source: JMESPath specification, "List and slice projections", "MultiSelect list".
 */
export const messageText: JsonForm = {
  name: 'messages',
  accepts: (value) => holdsEvent(value) || (isRow(value) && value.elements.some(holdsEvent)),
  unwrap: (value, _, output) => {
    if (value.type === 'string') {
      output.message(value, {});
      return;
    }
    const { elements } = value;
    const messages = elements.filter(holdsEvent);
    const others = elements.filter((element) => !holdsEvent(element));
    const names = others.flatMap(({ string }) => string ?? []);
    const stream = streamAmong(names);
    const cluster = names.map(clusterIn).find((name) => name !== undefined);
    const [timestamp] = others.flatMap(({ milliseconds }) => milliseconds ?? []);
    const isOneEvent = messages.length === 1;
    for (const message of messages) {
      output.message(message, isOneEvent ? { stream, cluster, timestamp } : {});
    }
    if (!isOneEvent) for (const other of others) output.message(other, {});
  },
};

const eventStart =
  /(?:^|\n)[ \t]*Time[ \t]*:[ \t]*\d\d\/\d\d\/\d\d|^\s*\{\s*"(?:object_handle|op_code)"/;

function holdsEvent(value: JsonValue): boolean {
  return value.type === 'string' && eventStart.test(value.string ?? '');
}

/** A list of nothing but strings and numbers. */
function isRow({ type, elements }: JsonValue): boolean {
  return type === 'array' && elements.every((one) => one.type !== 'array' && one.type !== 'object');
}
