// Compiles src/ and test/ to out/ with the type check, after deleting what has lost its source there:
// a test that was renamed would else run under its old name too. What is written in AssemblyScript too.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, setup } from './setup.mjs';

const out = path.join(root, 'out');

setup();
if (existsSync(out)) {
  for (const file of readdirSync(out, { recursive: true })) {
    const source = path.join(root, file.replace(/\.js(\.map)?$/, ''));
    const hasSource = existsSync(`${source}.ts`) || existsSync(`${source}.d.ts`);
    if (/\.js(\.map)?$/.test(file) && !hasSource) rmSync(path.join(out, file));
  }
}
const assembly = spawnSync(process.execPath, ['scripts/assembly.mjs'], {
  cwd: root,
  stdio: 'inherit',
});
if (assembly.status !== 0) process.exit(assembly.status ?? 1);
const arguments_ = process.argv.slice(2);
/** @returns whether the types are right */
const compile = (project) =>
  spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project, ...arguments_], {
    cwd: root,
    stdio: 'inherit',
  }).status === 0;
const isRight = compile('.');
// The pages of webviews know a browser and no Node; rspack makes their JavaScript.
const isPageRight = arguments_.includes('--noCheck') || compile('src/webview');
process.exitCode = isRight && isPageRight ? 0 : 1;
