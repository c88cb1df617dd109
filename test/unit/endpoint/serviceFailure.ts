import assert from 'node:assert/strict';
import type { CloudWatchLogsServiceException } from '@aws-sdk/client-cloudwatch-logs';

export interface Failure {
  readonly name: string;
  readonly status: number | undefined;
  readonly message: string;
  readonly requestId: string | undefined;
}

/** The error that the SDK makes of an answer. */
export async function failureOf(answer: Promise<unknown>): Promise<Failure> {
  const error = await answer.then(
    () => assert.fail('The request succeeded.'),
    (reason: unknown) => reason as CloudWatchLogsServiceException,
  );
  const { httpStatusCode, requestId } = error.$metadata;
  return { name: error.name, status: httpStatusCode, message: error.message, requestId };
}
