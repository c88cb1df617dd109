/**
 * Loads the extension's bundle named on the command line into a fresh process, activates it over a
 * stand-in for `vscode`, and prints an `Activation` as JSON.
 */
import Module from 'node:module';
import * as path from 'node:path';
import { fakeContext, loadWithFakeVscode } from './fakeVscode';
import { milliseconds } from './measure';

export interface Activation {
  readonly loadMs: number;
  readonly activateMs: number;
  /** The files that were loaded from the bundle's folder, by name. */
  readonly files: readonly string[];
}

interface Extension {
  activate(context: unknown): unknown;
}

if (require.main === module) {
  const file = path.resolve(process.argv[2]!);
  let extension: Extension | undefined;
  const loadMs = milliseconds(() => (extension = loadWithFakeVscode(file) as Extension));
  const activateMs = milliseconds(() => extension!.activate(fakeContext));
  // What activation has put off to the next turn counts too.
  setTimeout(() => {
    const folder = path.dirname(file) + path.sep;
    const loaded = Object.keys((Module as unknown as { _cache: object })._cache);
    const activation: Activation = {
      loadMs,
      activateMs,
      files: loaded.filter((name) => name.startsWith(folder)).map((name) => path.basename(name)),
    };
    console.log(JSON.stringify(activation));
  }, 50);
}
