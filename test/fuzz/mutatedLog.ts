import fc from 'fast-check';
import type { Random } from '../../src/sources/sample/random';
import { auditLogs } from '../fixtures/auditLogs';

/** Pieces that mean something to a reader of logs, put where they do not belong. */
const scraps = [
  '\n',
  '\r\n',
  '\n\n',
  '\r',
  '\t',
  ' ',
  ':',
  '0',
  '"',
  '\\',
  '\\\n',
  '{',
  '}',
  '{\n"op_code"',
  '[',
  ',',
  '(',
  '0x',
  '18446744073709551616',
  '\u00e9',
  '\u0080',
  '\u2028',
  '\ufeff',
  '\ud83d\ude00',
  '\ud800',
  '\0',
  '\u001b[31m',
  'Time',
  'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812',
  '\nTime: 0',
  '2026-03-12T03:12:07.140Z ',
  '[2026-03-12 03:12:07] (hsm-abcdefghijk) ',
  'Opcode : CN_LOGIN (0xd)',
  '\n\nSequence No : 0x1\n',
  'User Name : ',
  'Target User Name\t\t: x',
];

/** Events in every form that the generators know, the same for the same seed. */
export function eventPool(seed: number): readonly string[] {
  return fc.sample(auditLogs, { seed, numRuns: 200 }).flatMap(({ events }) => events);
}

/** What tools put before every event of a log; most logs have nothing. */
const prefixes = [
  '',
  '',
  '',
  '2026-03-12T03:12:07.140Z ',
  '2026-03-12T03:12:07.140000+00:00 hsm-abcdefghijk ',
  '\u001b[32m/aws/cloudhsm/cluster-abcdefghijk\u001b[0m \u001b[36mhsm-abcdefghijk\u001b[0m ',
  '[2026-03-12T03:12:07.140Z] (hsm-abcdefghijk) ',
];

/** A log of some events, damaged at some places. */
export function mutatedLog(random: Random, pool: readonly string[]): string {
  const parts: string[] = [];
  const prefix = random.pick(prefixes);
  for (let left = random.integer(1, 24); left > 0; left--) {
    const own = prefix.replace('hsm-a', random.pick(['hsm-a', 'hsm-b']));
    parts.push(own, random.pick(pool), random.pick(['\n', '\n', '\n\n', '\r\n\r\n', '']));
  }
  let text = parts.join('');
  for (let left = random.integer(0, 12); left > 0; left--) text = mutated(random, text);
  return text;
}

/** A text that one thing was done to. */
export function mutated(random: Random, text: string): string {
  const at = random.integer(0, Math.max(0, text.length - 1));
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = text.indexOf('\n', at);
  const end = lineEnd < 0 ? text.length : lineEnd + 1;
  switch (random.integer(0, 6)) {
    case 0: // a byte is flipped
      return changed(
        text,
        at,
        at + 1,
        String.fromCharCode(text.charCodeAt(at) ^ (1 << random.integer(0, 7))),
      );
    case 1: // a line is dropped
      return changed(text, start, end, '');
    case 2: // a line is doubled
      return changed(text, start, start, text.slice(start, end));
    case 3: // a stretch is cut out
      return changed(text, at, at + random.integer(1, 120), '');
    case 4: // two lines are joined
      return changed(text, end - 1, end, '');
    case 5: // the rest is cut off, or the beginning
      return random.chance(0.3) ? (random.chance(0.5) ? text.slice(0, at) : text.slice(at)) : text;
    default: // something is put in
      return changed(text, at, at, random.pick(scraps));
  }
}

function changed(text: string, start: number, end: number, put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}
