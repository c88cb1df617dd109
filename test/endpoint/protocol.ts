import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { ServiceError } from './serviceError';

/** A request as it came: what to do, with what, and who asks. */
export interface ServiceRequest {
  /** `GetLogEvents`; empty when the request names none. */
  readonly operation: string;
  /** The body's JSON, as it is. */
  readonly input: unknown;
  /** From the signature; undefined for an unsigned request. */
  readonly accessKeyId: string | undefined;
  /** The region that the signature is for. */
  readonly region: string | undefined;
  /** When the client says that it signed, Unix ms. */
  readonly signedAt: number | undefined;
}

/** An answer before it is sent. No body: an operation without output. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: string;
}

const TARGET = /^Logs_20140328\.(\w+)$/;
const CREDENTIAL = /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/\d{8}\/([^/,]+)\/logs\/aws4_request,/;

/** Reads a whole request. Its signature is taken apart but not checked. */
export async function readRequest(message: IncomingMessage): Promise<ServiceRequest> {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  await finished(message);
  const [, operation = ''] = TARGET.exec(header(message, 'x-amz-target')) ?? [];
  const [, accessKeyId, region] = CREDENTIAL.exec(header(message, 'authorization')) ?? [];
  const signedAt = basicTime(header(message, 'x-amz-date'));
  return { operation, input: parseBody(Buffer.concat(chunks)), accessKeyId, region, signedAt };
}

/** The answer of an operation: undefined is an operation without output. */
export function answerOf(output: object | undefined): ServiceAnswer {
  return { status: 200, body: output === undefined ? '' : JSON.stringify(output) };
}

/** What is no `ServiceError` is a fault of the endpoint itself; the answer says so to whoever tests. */
export function errorAnswerOf(error: unknown): ServiceAnswer {
  const { type, message, status } =
    error instanceof ServiceError
      ? error
      : new ServiceError('InternalFailure', `The endpoint failed: ${String(error)}`, 500);
  return { status, body: JSON.stringify({ __type: type, message }) };
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
  { status, body }: ServiceAnswer,
  { completeness, requestId, date, pause }: Sending,
): Promise<void> {
  if (completeness === 'nothing') {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
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

/** Undefined for a body that is no JSON: the operation refuses it. */
function parseBody(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
