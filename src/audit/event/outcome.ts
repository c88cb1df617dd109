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

/** What is wrong with a response: its words are cut off, or say the opposite of its number. */
export type ResponseFault = 'cut' | 'contradiction';

export function responseFault(
  code: bigint | undefined,
  verdict: 'return' | 'error' | undefined,
): ResponseFault | undefined {
  if (code === undefined) return undefined;
  if (verdict === undefined) return 'cut';
  return (code === 0n) === (verdict === 'return') ? undefined : 'contradiction';
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
