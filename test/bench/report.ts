/** What a stated goal asks for, and whether this run meets it. */
export interface Goal {
  readonly words: string;
  readonly met: boolean;
}

/** One line of a table: what was measured, beside what was measured with it. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly beside?: { readonly what: string; readonly measured: string; readonly ratio: number };
  readonly goal?: Goal;
}

/** Prints what a bench found: a heading, how it was measured, and the table. */
export function printReport(title: string, how: readonly string[], figures: readonly Figure[]) {
  console.log(`## ${title}\n`);
  for (const sentence of how) console.log(sentence);
  console.log('');
  printTable(
    ['Figure', 'Median', 'Compared with', 'Its median', 'Ratio', 'Goal'],
    figures.map(({ what, measured, beside, goal }) => [
      what,
      measured,
      beside?.what ?? '',
      beside?.measured ?? '',
      beside === undefined ? '' : ratioWords(beside.ratio),
      goal === undefined ? '' : `${goal.words}: ${goal.met ? 'met' : '**not met**'}`,
    ]),
  );
}

/** A Markdown table that is also read easily as it is. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  console.log(line(head));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line(row));
  console.log('');
}

function ratioWords(ratio: number): string {
  return ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2);
}

/** Milliseconds in the unit that reads best: `0.42 µs`, `38 µs`, `3.1 ms`, `1.27 s`. */
export function timeWords(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms >= 1) return `${digits(ms)} ms`;
  return `${digits(ms * 1000)} µs`;
}

function digits(number: number): string {
  return number >= 10 ? number.toFixed(0) : number.toFixed(1);
}

/** `1,234,567` */
export function countWords(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** `1,234 kB`, in thousands of bytes. */
export function sizeWords(bytes: number): string {
  return `${countWords(bytes / 1000)} kB`;
}

/** Runs a bench; one that cannot run ends the process with exit code 1 and its reason. */
export function runBench(bench: () => Promise<void> | void): void {
  Promise.resolve()
    .then(bench)
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
}
