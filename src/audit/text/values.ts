import { dayNumber } from '../time/dayNumber';

/**
 * Readers of single values. They are anchored and bounded, so that no text, however long, takes more
 * than one look at its first characters.
 */

const hexNumber = /^0x[0-9a-fA-F]{1,16}$/;
const decimalNumber = /^\d{1,20}$/;
const maximum = (1n << 64n) - 1n;

/** `0x1d` as an unsigned 64-bit number; undefined for anything else. */
export function parseHex(value: string): bigint | undefined {
  return value.length <= 18 && hexNumber.test(value) ? BigInt(value) : undefined;
}

/** `131079` as an unsigned 64-bit number; undefined for anything else. */
export function parseDecimal(value: string): bigint | undefined {
  if (value.length > 20 || !decimalNumber.test(value)) return undefined;
  const number = BigInt(value);
  return number <= maximum ? number : undefined;
}

/** Offsets are counted from the start of the value. */
export interface NamedValue {
  readonly nameEnd: number;
  readonly codeStart: number;
  readonly codeEnd: number;
  /** Undefined when no code in parentheses ends the value. */
  readonly code: bigint | undefined;
}

/** `CN_LOGIN (0xd)` or `MGMT_KEY_DETAILS_LOG (1)`. */
export function parseNamed(value: string): NamedValue {
  const none = { nameEnd: value.length, codeStart: 0, codeEnd: 0, code: undefined };
  if (!value.endsWith(')')) return none;
  const open = value.lastIndexOf('(');
  const codeEnd = value.length - 1;
  const digits = value.slice(open + 1, codeEnd);
  const code = open < 0 ? undefined : (parseHex(digits) ?? parseDecimal(digits));
  if (code === undefined) return none;
  return { nameEnd: value.slice(0, open).trimEnd().length, codeStart: open + 1, codeEnd, code };
}

export interface ResponseValue {
  readonly code: bigint | undefined;
  readonly codeEnd: number;
  readonly verdict: 'return' | 'error' | undefined;
  readonly textStart: number;
}

const responseCode = /^(\d{1,20})[ \t]*:[ \t]*/;
const responseVerdict = /^HSM (Return|Error)[ \t]*:[ \t]*/;

/** `0:HSM Return: SUCCESS`; a space behind the code, a missing code or verdict are accepted. */
export function parseResponse(value: string): ResponseValue {
  const head = value.slice(0, 96);
  const number = responseCode.exec(head);
  const codeStop = number?.[0].length ?? 0;
  const verdict = responseVerdict.exec(head.slice(codeStop));
  const bare = number === null && verdict === null ? parseDecimal(value) : undefined;
  return {
    code: bare ?? (number === null ? undefined : parseDecimal(number[1] ?? '')),
    codeEnd: bare === undefined ? (number?.[1]?.length ?? 0) : value.length,
    verdict: verdict === null ? undefined : verdict[1] === 'Return' ? 'return' : 'error',
    textStart: bare === undefined ? codeStop + (verdict?.[0].length ?? 0) : value.length,
  };
}

export interface TimeValue {
  readonly textEnd: number;
  readonly textUsecs: bigint | undefined;
  readonly usecsStart: number;
  readonly usecsEnd: number;
  readonly usecs: bigint | undefined;
}

const timeText = /^(\d\d)\/(\d\d)\/(\d\d)[ \t]+(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?/;
const timeUsecs = /^[ \t]*,?[ \t]*usecs?:[ \t]*(\d{1,19})(?!\d)/;

/**
 * `12/19/17 21:01:17.140812, usecs:1513717277140812` and the forms of the `local time` and
 * `host time` lines (`usec:`, the comma missing). The human part is month/day/year in UTC.
 */
export function parseTime(value: string): TimeValue {
  const head = value.slice(0, 96);
  const text = timeText.exec(head);
  const textEnd = text?.[0].length ?? 0;
  const usecs = timeUsecs.exec(head.slice(textEnd));
  const usecsEnd = textEnd + (usecs?.[0].length ?? 0);
  const digits = usecs?.[1];
  return {
    textEnd,
    textUsecs: text === null ? undefined : unixMicroseconds(text),
    usecsStart: usecsEnd - (digits?.length ?? 0),
    usecsEnd,
    usecs: digits === undefined ? undefined : BigInt(digits),
  };
}

/** The parts of `timeText` as Unix µs; undefined for a day or an hour that does not exist. */
function unixMicroseconds(parts: RegExpExecArray): bigint | undefined {
  const [, month = '', day = '', year = '', hour = '', minute = '', second = ''] = parts;
  if (+hour > 23 || +minute > 59 || +second > 59) return undefined;
  const days = dayNumber(2000 + +year, +month, +day);
  if (days === undefined) return undefined;
  const seconds = ((days * 24 + +hour) * 60 + +minute) * 60 + +second;
  return BigInt(seconds * 1e6 + +(parts[7] ?? '').padEnd(6, '0'));
}
