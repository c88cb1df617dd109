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
        const text = await textOf(answer.body);
        const page = pageOf(text);
        events = page?.events;
        // The SDK says what is wrong with what is none; an empty body alone it takes for an empty answer.
        const rest = page === undefined ? text || ' ' : JSON.stringify({ ...page, events: [] });
        answer.body = Buffer.from(rest);
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'eventsTaken' },
  );
  return () => events;
}

/** Undefined where it is none: a sign-in page of the network, say. */
function pageOf(text: string): GetLogEventsResponse | undefined {
  try {
    return JSON.parse(text) as GetLogEventsResponse;
  } catch {
    return undefined;
  }
}

/** @throws what the connection broke with */
async function textOf(body: Readable | Uint8Array): Promise<string> {
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}
