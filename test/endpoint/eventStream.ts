import { EventStreamCodec } from '@smithy/core/event-streams';

/** A message of an event stream before it is framed. */
export interface StreamMessage {
  readonly kind: 'event' | 'exception';
  /** The name of the event or of the exception. */
  readonly type: string;
  readonly body: object;
}

/** What an operation answers that goes on answering. Ends with the connection. */
export class EventStream {
  /** @param messages ends when the session does; an error cuts the connection */
  constructor(readonly messages: (signal: AbortSignal) => AsyncIterable<StreamMessage>) {}
}

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()),
  (text) => Buffer.from(text),
);

/** A message in the framing `application/vnd.amazon.eventstream`: lengths, headers, JSON, checksums. */
export function framed({ kind, type, body }: StreamMessage): Uint8Array {
  const header = (value: string) => ({ type: 'string', value }) as const;
  return codec.encode({
    headers: {
      ':message-type': header(kind),
      [`:${kind}-type`]: header(type),
      ':content-type': header('application/json'),
    },
    body: Buffer.from(JSON.stringify(body)),
  });
}
