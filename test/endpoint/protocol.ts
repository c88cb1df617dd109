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
  return { operation, input: parseBody(Buffer.concat(chunks)), accessKeyId, region };
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

/** How much of an answer goes out before its connection closes. */
export type Completeness = 'whole' | 'half' | 'nothing';

/** Sends an answer, or as much of it as is wanted. */
export function sendAnswer(
  response: ServerResponse,
  { status, body }: ServiceAnswer,
  requestId: string,
  completeness: Completeness,
): void {
  if (completeness === 'nothing') {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': bytes.length,
    'x-amzn-requestid': requestId,
  });
  if (completeness === 'whole') {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, bytes.length >>> 1), () => response.destroy());
}

function header(message: IncomingMessage, name: string): string {
  const value = message.headers[name];
  return typeof value === 'string' ? value : '';
}

/** Undefined for a body that is no JSON: the operation refuses it. */
function parseBody(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
