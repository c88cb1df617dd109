import { ServiceError } from '../serviceError';

/**
 * What the service says of a text that it does not understand.
 *
 * @param at where in the text, in characters; `end` is not included
 */
export function malformedQuery(text: string, at: number, end: number): ServiceError {
  const symbol = text.slice(at, end) || '<EOF>';
  const before = text.slice(0, at).split('\n');
  const position = before.at(-1)?.length ?? 0;
  return compileError(
    `unexpected symbol found ${symbol} at line ${before.length} and position ${position}`,
    { startCharOffset: at, endCharOffset: Math.max(end, at + 1) },
  );
}

/** What the service says of a query that it understands and cannot run. */
export function uncompilableQuery(message: string, at: number, end: number): ServiceError {
  return compileError(message, { startCharOffset: at, endCharOffset: end });
}

function compileError(
  message: string,
  location: { readonly startCharOffset: number; readonly endCharOffset: number },
): ServiceError {
  return new ServiceError('MalformedQueryException', message, 400, {
    queryCompileError: { location, message },
  });
}
