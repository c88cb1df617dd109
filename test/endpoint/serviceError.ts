/** An answer that is an error: what `__type`, `message` and the HTTP status say. */
export class ServiceError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
    /** Members beside the message. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = type;
  }
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

export function invalidToken(): ServiceError {
  return invalidParameter('The specified nextToken is invalid.');
}

/** For a place in a log that the service does not keep any more. */
export function expiredToken(): ServiceError {
  return invalidParameter('The specified nextToken has expired.');
}

/** Times in Unix ms, the allowance in ms. The service's sentence names them in this form. */
export function invalidSignature(signedAt: number, now: number, allowed: number): ServiceError {
  const [signed, edge, current] = [
    signedAt,
    signedAt < now ? now - allowed : now + allowed,
    now,
  ].map(basicTime);
  const minutes = `${allowed / 60_000} min.`;
  return new ServiceError(
    'InvalidSignatureException',
    signedAt < now
      ? `Signature expired: ${signed} is now earlier than ${edge} (${current} - ${minutes})`
      : `Signature not yet current: ${signed} is still later than ${edge} (${current} + ${minutes})`,
  );
}

/** `20250615T150000Z` */
function basicTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

export function logGroupMissing(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
}

export function logStreamMissing(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'The specified log stream does not exist.');
}

export function alreadyExists(what: 'log group' | 'log stream'): ServiceError {
  return new ServiceError('ResourceAlreadyExistsException', `The specified ${what} already exists`);
}

export function unrecognizedClient(): ServiceError {
  return new ServiceError(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );
}
