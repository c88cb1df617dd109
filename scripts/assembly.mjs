// Compiles assembly/ to WebAssembly and writes it as a module that holds it as text, so that
// tests, bundles and benches need no file beside them. Does nothing where that is up to date.
// `node scripts/assembly.mjs`; scripts/compile.mjs and rspack.config.js run it first.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(fileURLToPath(import.meta.url), '../..');
const sources = path.join(root, 'assembly');
/** Stands where the compiler puts the JavaScript of src/; its types are in scanModule.d.ts. */
const target = path.join(root, 'out/src/audit/scan/scanModule.js');
const options = [
  '--runtime stub --enable simd -O3 --noAssert --use abort=',
  // What `scan` lays out itself ends below 64 pages; nothing is allocated.
  '--initialMemory 64 --maximumMemory 64 --memoryBase 7168',
].flatMap((line) => line.split(' '));

const compiler = readFileSync(path.join(root, 'node_modules/assemblyscript/package.json'), 'utf8');
const texts = readdirSync(sources).map((file) => readFileSync(path.join(sources, file), 'utf8'));
const inputs = [...texts, JSON.parse(compiler).version, ...options];
const stamp = `// ${createHash('sha256').update(inputs.join('\0')).digest('hex')}\n`;

if (!existsSync(target) || !readFileSync(target, 'utf8').startsWith(stamp)) {
  mkdirSync(path.dirname(target), { recursive: true });
  const binary = `${target}.${process.pid}.wasm`;
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/assemblyscript/bin/asc.js',
      'assembly/scan.ts',
      '-o',
      path.relative(root, binary),
      ...options,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
  const text = readFileSync(binary).toString('base64');
  rmSync(binary);
  // Moved into place whole: parts of the test run compile at the same time.
  const fresh = `${target}.${process.pid}`;
  writeFileSync(fresh, `${stamp}'use strict';\nexports.scanModule =\n  '${text}';\n`);
  renameSync(fresh, target);
}
