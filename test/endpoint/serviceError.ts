/** An answer that is an error: what `__type`, `message` and the HTTP status say. */
export class ServiceError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
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
