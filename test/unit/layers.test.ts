import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint, type Linter } from 'eslint';

interface LayerConfig {
  readonly layers: Readonly<
    Record<
      string,
      { readonly imports: readonly string[]; readonly vscode: boolean; readonly node: boolean }
    >
  >;
  readonly layerRules: Linter.Config[];
}

/** Lints one line as if it stood in a file of that layer, with the layer rules alone. */
async function complaints(rules: Linter.Config[], layer: string, line: string): Promise<number> {
  const eslint = new ESLint({
    cwd: process.cwd(),
    overrideConfigFile: true,
    overrideConfig: rules.map((rule) => ({ ...rule, files: ['src/**/*.js'] })),
  });
  const [result] = await eslint.lintText(line, {
    filePath: path.join('src', layer, 'deep', 'file.js'),
  });
  return result?.errorCount ?? 0;
}

describe('the layer rule', () => {
  let config: LayerConfig;
  before(async () => {
    const file = path.join(process.cwd(), 'eslint.config.mjs');
    config = (await import(pathToFileURL(file).href)) as LayerConfig;
  });

  const only = (layer: string): Linter.Config[] =>
    config.layerRules.filter(({ files }) => files?.includes(`src/${layer}/**/*.ts`));

  it('knows every folder of src', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    assert.deepEqual(folders.map(({ name }) => name).sort(), Object.keys(config.layers).sort());
  });

  it('lets a layer import what it may and refuses every other', async () => {
    for (const [layer, { imports }] of Object.entries(config.layers)) {
      for (const other of Object.keys(config.layers)) {
        const expected = other === layer || imports.includes(other) ? 0 : 1;
        const line = `import x from '../../${other}/x';`;
        assert.equal(await complaints(only(layer), layer, line), expected, `${layer} → ${other}`);
      }
    }
  });

  it('keeps VS Code, Node and AWS out of the layers that run without them', async () => {
    for (const [layer, { vscode, node }] of Object.entries(config.layers)) {
      assert.equal(
        await complaints(only(layer), layer, "import x from 'vscode';"),
        vscode ? 0 : 1,
        layer,
      );
      assert.equal(
        await complaints(only(layer), layer, "import x from 'node:fs';"),
        node ? 0 : 1,
        layer,
      );
      const aws = "import x from '@aws-sdk/client-cloudwatch-logs';";
      assert.equal(await complaints(only(layer), layer, aws), layer === 'sources' ? 0 : 1, layer);
      assert.equal(
        await complaints(only(layer), layer, "import x from '../../extension';"),
        1,
        layer,
      );
    }
  });
});
