import * as l10n from '@vscode/l10n';
import type { Metric } from '../reference/metrics';

const kilo = 1000;

/** A value of a metric with its unit: `412 connections`, `48.3 °C`, `1.2 kB/s`, `no`. */
export function valueWords(metric: Pick<Metric, 'unit'>, value: number): string {
  switch (metric.unit) {
    case 'yes or no':
      return value > 0 ? l10n.t('yes') : l10n.t('no');
    case '°C':
      return `${digits(value, 1)} °C`;
    case 'bytes/s':
      return rateWords(value);
    case 'keys':
      return value === 1 ? l10n.t('1 key') : l10n.t('{0} keys', digits(value));
    case 'channels':
      return value === 1 ? l10n.t('1 channel') : l10n.t('{0} channels', digits(value));
    case 'connections':
      return value === 1 ? l10n.t('1 connection') : l10n.t('{0} connections', digits(value));
    case 'users':
      return value === 1 ? l10n.t('1 user') : l10n.t('{0} users', digits(value));
  }
}

/** A value of a metric as short as an axis wants it: `412`, `48.3`, `1.2 kB/s`. */
export function shortValue(metric: Pick<Metric, 'unit'>, value: number): string {
  return metric.unit === 'bytes/s' ? rateWords(value) : digits(value, metric.unit === '°C' ? 1 : 0);
}

/** With groups of three digits, and so many decimals at most. */
export function digits(value: number, decimals = 0): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals });
}

function rateWords(value: number): string {
  const units = ['B/s', 'kB/s', 'MB/s', 'GB/s'];
  let step = 0;
  let rate = value;
  while (Math.abs(rate) >= kilo && step < units.length - 1) {
    rate /= kilo;
    step += 1;
  }
  return `${digits(rate, step === 0 ? 0 : 1)} ${units[step] ?? ''}`;
}
