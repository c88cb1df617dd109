import { digits } from './metricWords';

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A number of bytes in the largest unit that keeps a digit before the point: `1.2 GB`, of 1,000 MB each. */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${digits(size, unit === 0 || size >= 10 ? 0 : 1)} ${units[unit] ?? ''}`;
}
