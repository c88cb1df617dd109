import { invalidToken } from './serviceError';

/** A token of an operation that says nothing to a client: what it carries, in base64url. */
export function formatOpaqueToken(operation: string, parts: readonly string[]): string {
  return Buffer.from(JSON.stringify([operation, ...parts])).toString('base64url');
}

/** What the token carries. Throws `InvalidParameterException` for another operation's token. */
export function parseOpaqueToken(operation: string, token: string): string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    throw invalidToken();
  }
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) {
    throw invalidToken();
  }
  const [owner, ...carried] = parts;
  if (owner !== operation) throw invalidToken();
  return carried;
}
