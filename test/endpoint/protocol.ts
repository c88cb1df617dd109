import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { framed, type EventStream } from './eventStream';
import { ServiceError } from './serviceError';
import { namedOperation, queriedOperation, type Service } from './services';
import { CBOR_FORMAT, JSON_FORMAT, QUERY_FORMAT, type WireFormat } from './wireFormat';

/** A request as it came: what to do, with what, and who asks. */
export interface ServiceRequest {
  /** `GetLogEvents`; empty when the request names none. */
  readonly operation: string;
  readonly service: Service;
  readonly format: WireFormat;
  /** The body's JSON or CBOR, as it is; times are Unix seconds. */
  readonly input: unknown;
  /** From the signature; undefined for an unsigned request. */
  readonly accessKeyId: string | undefined;
  /** The region that the signature is for. */
  readonly region: string | undefined;
  /** The service that the signature is for. */
  readonly signedFor: string | undefined;
  /** When the client says that it signed, Unix ms. */
  readonly signedAt: number | undefined;
}

/** An answer before it is sent. No body: an operation without output. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const CREDENTIAL =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/\d{8}\/([^/,]+)\/([\w-]+)\/aws4_request,/;

/** Reads a whole request. Its signature is taken apart but not checked. */
export async function readRequest(message: IncomingMessage): Promise<ServiceRequest> {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  await finished(message);
  const format = formatOf(message);
  const [, accessKeyId, region, signedFor] =
    CREDENTIAL.exec(header(message, 'authorization')) ?? [];
  const signedAt = basicTime(header(message, 'x-amz-date'));
  const input = format.read(Buffer.concat(chunks));
  const { service, operation } =
    format === QUERY_FORMAT
      ? queriedOperation(input)
      : namedOperation(header(message, 'x-amz-target'), message.url ?? '');
  return { service, operation, format, input, accessKeyId, region, signedFor, signedAt };
}

function formatOf(message: IncomingMessage): WireFormat {
  if (header(message, 'smithy-protocol') === 'rpc-v2-cbor') return CBOR_FORMAT;
  return header(message, 'content-type').startsWith('application/x-www-form-urlencoded')
    ? QUERY_FORMAT
    : JSON_FORMAT;
}

/** What an answer is written for. */
export interface Asked {
  readonly operation: string;
  readonly service: Service;
  readonly format: WireFormat;
}

/** The answer of an operation: undefined is an operation without output. */
export function answerOf(output: object | undefined, asked: Asked): ServiceAnswer {
  const { operation, format } = asked;
  const named =
    format === QUERY_FORMAT
      ? { [`${operation}Response`]: { [`${operation}Result`]: output ?? {} } }
      : output;
  const body = named === undefined ? Buffer.alloc(0) : format.write(named);
  return { status: 200, body, headers: headersOf(asked) };
}

/** What is no `ServiceError` is a fault of the endpoint itself; the answer says so to whoever tests. */
export function errorAnswerOf(error: unknown, asked: Asked): ServiceAnswer {
  const { type, message, status, members } =
    error instanceof ServiceError
      ? error
      : new ServiceError('InternalFailure', `The endpoint failed: ${String(error)}`, 500);
  const said =
    asked.format === QUERY_FORMAT
      ? { ErrorResponse: { Error: { Code: type.replace(/Exception$/, ''), Message: message } } }
      : { __type: type, message, ...members };
  return {
    status,
    body: asked.format.write(said),
    headers: {
      ...headersOf(asked),
      ...(asked.service.queryCompatible && {
        'x-amzn-query-error': `${type.replace(/Exception$/, '')};${status < 500 ? 'Sender' : 'Receiver'}`,
      }),
    },
  };
}

function headersOf({ service, format }: Asked): Readonly<Record<string, string>> {
  return {
    'content-type': format.contentType ?? service.contentType,
    ...(format === CBOR_FORMAT && { 'smithy-protocol': 'rpc-v2-cbor' }),
  };
}

/** How an answer goes out. */
export interface Sending {
  /** How much of it before its connection closes. */
  readonly completeness: 'whole' | 'half' | 'nothing';
  readonly requestId: string;
  /** The service's time, Unix ms; left out: the machine's. */
  readonly date?: number;
  /** Waits half-way through the body. */
  readonly pause?: () => Promise<void>;
}

/** Sends an answer, or as much of it as is wanted. */
export async function sendAnswer(
  response: ServerResponse,
  { status, body: bytes, headers }: ServiceAnswer,
  { completeness, requestId, date, pause }: Sending,
): Promise<void> {
  if (completeness === 'nothing') {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    ...headers,
    'content-length': bytes.length,
    'x-amzn-requestid': requestId,
    ...(date !== undefined && { date: new Date(date).toUTCString() }),
  });
  const half = bytes.length >>> 1;
  if (completeness === 'half') {
    response.write(bytes.subarray(0, half), () => response.destroy());
    return;
  }
  if (pause !== undefined) {
    response.write(bytes.subarray(0, half));
    await pause();
    response.end(bytes.subarray(half));
    return;
  }
  response.end(bytes);
}

/** Sends messages as they come, until there are no more or the client goes away. */
export async function sendEventStream(
  response: ServerResponse,
  { messages }: EventStream,
  requestId: string,
  stopping: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, {
    'content-type': 'application/vnd.amazon.eventstream',
    'x-amzn-requestid': requestId,
  });
  for await (const message of messages(AbortSignal.any([gone.signal, stopping]))) {
    response.write(framed(message));
  }
  response.end();
}

function header(message: IncomingMessage, name: string): string {
  const value = message.headers[name];
  return typeof value === 'string' ? value : '';
}

/** `20250615T150000Z` as Unix ms. */
function basicTime(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
