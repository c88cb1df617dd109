import type { HealthPage } from '../webview/messages';

/** The points of a page's charts as CSV, one a line: what a spreadsheet or a program reads. */
export function healthCsv({ charts }: HealthPage): string {
  const lines = ['metric,hsm,time,value,unit'];
  for (const { metric, format, times, series } of charts) {
    for (const { name, values } of series) {
      for (const [index, seconds] of times.entries()) {
        const value = values[index];
        if (value === null || value === undefined) continue;
        const time = new Date(seconds * 1000).toISOString();
        lines.push([field(metric), field(name), time, String(value), field(format)].join(','));
      }
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Quoted where it must be, and never a formula of a spreadsheet. */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
