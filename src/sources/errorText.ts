/** How many causes are told; more than that are a circle. */
const deepest = 8;

/**
 * An error as the log has it: its stack and every cause under it, each with what a support case asks
 * for: the code, the HTTP status and the request id.
 */
export function errorText(thrown: unknown): string {
  const parts: string[] = [];
  for (let error = thrown; error !== undefined && parts.length < deepest; error = causeOf(error)) {
    parts.push([stackOf(error), ...facts(error)].join('\n    '));
  }
  return parts.join('\nCaused by: ');
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const head = `${error.name}: ${error.message}`;
  const { stack = '' } = error;
  // A stack is made with the error: it begins with the name that the error had then.
  return stack.startsWith(head) ? stack : [head, ...frames(stack)].join('\n');
}

function frames(stack: string): readonly string[] {
  return stack.split('\n').filter((line) => /^\s+at /.test(line));
}

function facts(error: unknown): readonly string[] {
  const { code, $metadata } = Object(error) as {
    readonly code?: unknown;
    readonly $metadata?: unknown;
  };
  const { httpStatusCode, requestId } = Object($metadata) as {
    readonly httpStatusCode?: unknown;
    readonly requestId?: unknown;
  };
  return Object.entries({ code, 'HTTP status': httpStatusCode, 'request id': requestId })
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => `${name}: ${String(value)}`);
}
