const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)$/;

/** `2021-05-06T07:08:10.123Z` in Unix ms; undefined where it names no zone, or is no time. */
export function isoMilliseconds(text: string): number | undefined {
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [, date = '', time = '', zone = ''] = parts;
  const ms = Date.parse(
    `${date}T${time.slice(0, 12)}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`,
  );
  return Number.isNaN(ms) ? undefined : ms;
}

/** `2021-05-06T07:08:10.123456Z` in Unix µs; undefined as for `isoMilliseconds`. */
export function isoMicroseconds(text: string): bigint | undefined {
  const ms = isoMilliseconds(text);
  if (ms === undefined) return undefined;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return BigInt(Math.floor(ms / 1000)) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}
