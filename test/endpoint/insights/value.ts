/** A time in a query, which is shown as text and counts as a number. */
export class Moment {
  /** @param ms Unix ms */
  constructor(readonly ms: number) {}

  /** `2026-03-12 03:12:07.140` */
  toString(): string {
    return new Date(this.ms).toISOString().replace('T', ' ').replace('Z', '');
  }
}

/** What a field or an expression is; undefined: the event has no such field. */
export type Value = string | number | boolean | Moment | undefined;

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Undefined for what is no number. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Moment) return value.ms;
  return value !== undefined && numeric.test(value) ? Number(value) : undefined;
}

/** As a result shows it. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value === undefined ? undefined : String(value);
}

/** What a condition makes of a value. */
export function isTrue(value: Value): boolean {
  return value === true || (typeof value === 'number' && value !== 0);
}

/** Compares numbers by their value and other text by its characters; undefined where one is missing. */
export function compareValues(left: Value, right: Value): number | undefined {
  const [one, other] = [textOf(left), textOf(right)];
  if (one === undefined || other === undefined) return undefined;
  if (one === other) return 0;
  const [first, second] = [numberOf(left), numberOf(right)];
  if (first !== undefined && second !== undefined) return Math.sign(first - second);
  return one < other ? -1 : 1;
}

/**
 * The order of `sort`: what is missing, then text, then numbers; digits inside text by their length and
 * value. Source: CloudWatch Logs User Guide, sort.
 */
export function compareForSort(left: Value, right: Value): number {
  const rank = (value: Value): number => {
    if (value === undefined) return 0;
    return numberOf(value) === undefined ? 1 : 2;
  };
  const byRank = rank(left) - rank(right);
  if (byRank !== 0 || left === undefined || right === undefined) return byRank;
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one !== undefined && other !== undefined) return one - other;
  return compareChunks(chunks(left), chunks(right));
}

function chunks(value: Value): readonly string[] {
  return textOf(value)?.match(/\d+|\D+/g) ?? [];
}

function compareChunks(left: readonly string[], right: readonly string[]): number {
  for (let at = 0; at < left.length && at < right.length; at++) {
    const [one = '', other = ''] = [left[at], right[at]];
    if (one === other) continue;
    const areDigits = /^\d/.test(one) && /^\d/.test(other);
    if (areDigits && one.length !== other.length) return one.length - other.length;
    return one < other ? -1 : 1;
  }
  return left.length - right.length;
}
