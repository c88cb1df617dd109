import type { LogEvent } from './auditEvent';
import { fieldOf } from './auditEvent';

/** How a command ended; `unknown` where the event does not say. */
export type Outcome = 'success' | 'failure' | 'unknown';

/**
 * The outcome by the response's code and verdict, never by its text: the same failure is worded
 * differently by different firmware.
 */
export function responseOutcome(
  code: bigint | undefined,
  verdict: 'return' | 'error' | undefined,
): Outcome {
  if (verdict === 'error' || (code !== undefined && code !== 0n)) return 'failure';
  return code === 0n || verdict === 'return' ? 'success' : 'unknown';
}

/** The outcome of a certificate event by its `response`. */
export function certificateOutcome(response: string | undefined): Outcome {
  if (response === undefined) return 'unknown';
  return response === 'OK' ? 'success' : 'failure';
}

export function outcomeOf(event: LogEvent): Outcome {
  if (event.kind === 'certificate') return certificateOutcome(event.response);
  const response = fieldOf(event, 'response');
  return response === undefined ? 'unknown' : responseOutcome(response.code, response.verdict);
}
