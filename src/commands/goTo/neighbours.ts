import * as vscode from 'vscode';

/** The first of rows in rising order that comes after one. */
export function rowAfter(rows: ArrayLike<number>, row: number): number | undefined {
  return rows[firstAbove(rows, row)];
}

/** The last of rows in rising order that comes before one. */
export function rowBefore(rows: ArrayLike<number>, row: number): number | undefined {
  return rows[firstAbove(rows, row - 1) - 1];
}

/** How many of the rows are not above one. */
function firstAbove(rows: ArrayLike<number>, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

const shownMs = 5000;

/** That there is no place to go to is no error: it is said where it disturbs nobody. */
export function tellNone(sentence: string): void {
  vscode.window.setStatusBarMessage(`$(info) ${sentence}`, shownMs);
}
