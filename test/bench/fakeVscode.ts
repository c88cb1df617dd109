import { readFileSync } from 'node:fs';
import Module from 'node:module';
import * as path from 'node:path';
import { projectRoot } from '../host/projectPaths';

/** What Node calls to load a module; it is not in the published types. */
type Load = (request: string, parent: unknown, isMain: boolean) => unknown;

function nothing(): undefined {
  return undefined;
}

/**
 * Answers to everything and does nothing: called, constructed, extended or read, it gives itself. So
 * the benches need no change when the extension registers one thing more.
 */
const inert: unknown = new Proxy(nothing, {
  apply: () => inert,
  construct: () => inert as object,
  get: (target, key) => {
    if (key === 'prototype') return Reflect.get(target, key) as unknown;
    if (key === 'then') return undefined; // It is no promise.
    if (key === Symbol.toPrimitive) return () => '';
    if (key === Symbol.iterator) return () => [][Symbol.iterator]();
    return inert;
  },
});

class MarkdownString {
  constructor(readonly value: string) {}
}

class Range {
  constructor(
    readonly startLine: number,
    readonly startCharacter: number,
    readonly endLine: number,
    readonly endCharacter: number,
  ) {}
}

class Hover {
  constructor(
    readonly contents: MarkdownString,
    readonly range: Range,
  ) {}
}

const real: Readonly<Record<string, unknown>> = {
  MarkdownString,
  Range,
  Hover,
  l10n: { bundle: undefined, t: (message: string) => message },
  env: { language: 'en' },
};

const fake = new Proxy(real, { get: (target, key) => target[String(key)] ?? inert });

/** A context for `activate()`. */
export const fakeContext = {
  subscriptions: [] as unknown[],
  extension: {
    packageJSON: JSON.parse(
      readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
    ) as unknown,
  },
};

/**
 * Loads a module that asks for `vscode` in a process without VS Code.
 *
 * @param file absolute
 */
export function loadWithFakeVscode(file: string): unknown {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = (request, parent, isMain) =>
    request === 'vscode' ? fake : load(request, parent, isMain);
  try {
    return Module.createRequire(__filename)(file) as unknown;
  } finally {
    loader._load = load;
  }
}
