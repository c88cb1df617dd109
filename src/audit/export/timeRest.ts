import type { AuditField } from '../event/auditEvent';

/** Whether a `Time` line has more than its two times: a part that cannot be read, or other text behind them. */
export function hasTimeRest(field: AuditField & { readonly form: 'time' }): boolean {
  const { value, valueSpan, text, textUsecs, usecsSpan } = field;
  const end =
    usecsSpan === undefined ? text.length : usecsSpan.offset + usecsSpan.length - valueSpan.offset;
  const isDate = text === '' || textUsecs !== undefined;
  return !isDate || value.slice(end).trim() !== '';
}
