import type { Readable } from 'node:stream';
import type {
  GetLogEventsCommand,
  GetLogEventsResponse,
  OutputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';

/** An answer with a body, as the SDK hands it on to be read. */
interface Answer {
  readonly statusCode: number;
  body: Readable | Uint8Array;
}

/**
 * Reads the events of a page before the SDK does, which copies each of them member by member: with what the spool
 * did a text at a time, a sixth of the processor time of a fetch. The SDK gets the rest of the answer, and every answer that is a failure.
 *
 * @returns gives the events once the command has been answered
 */
export function takeEvents(command: GetLogEventsCommand): () => OutputLogEvent[] | undefined {
  let events: OutputLogEvent[] | undefined;
  command.middlewareStack.add(
    (next) => async (request) => {
      const result = await next(request);
      const answer = result.response as Answer;
      if (answer.statusCode === 200) {
        const page = JSON.parse(await textOf(answer.body)) as GetLogEventsResponse;
        events = page.events;
        answer.body = Buffer.from(JSON.stringify({ ...page, events: [] }));
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'eventsTaken' },
  );
  return () => events;
}

/** @throws what the connection broke with */
async function textOf(body: Readable | Uint8Array): Promise<string> {
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}
