// @ts-check
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The layers of src/, each with the layers that it may import. Imports go down only; ARCHITECTURE.md says why.
 * @type {Record<string, { readonly imports: readonly string[]; readonly vscode: boolean; readonly node: boolean }>}
 */
export const layers = {
  audit: { imports: [], vscode: false, node: false },
  sources: { imports: ['audit'], vscode: false, node: true },
  alarms: { imports: ['audit'], vscode: false, node: false },
  editor: { imports: ['audit'], vscode: true, node: false },
  documents: { imports: ['audit', 'sources'], vscode: true, node: false },
  webview: { imports: [], vscode: false, node: false },
  health: { imports: ['audit', 'sources', 'webview'], vscode: true, node: true },
  sidebar: { imports: ['audit', 'sources'], vscode: true, node: false },
  queries: { imports: ['audit', 'sources', 'editor', 'documents'], vscode: true, node: false },
  commands: {
    imports: ['audit', 'sources', 'alarms', 'editor', 'documents', 'queries', 'sidebar', 'health'],
    vscode: true,
    node: false,
  },
  cli: { imports: ['audit', 'sources'], vscode: false, node: true },
};

export const layerRules = Object.entries(layers).map(([layer, { imports, vscode, node }]) => {
  const forbidden = Object.keys(layers).filter(
    (other) => other !== layer && !imports.includes(other),
  );
  const patterns = [
    {
      regex: `^(\\.\\./)+(${forbidden.join('|')})/`,
      message: `src/${layer}/ may import ${imports.join(', ') || 'only itself'} (ARCHITECTURE.md, Layers).`,
    },
    {
      regex: '(^|/)extension(\\.js)?$',
      message: 'src/extension.ts is the top: nothing imports it.',
    },
  ];
  if (!vscode) patterns.push({ regex: '^vscode$', message: `src/${layer}/ runs without VS Code.` });
  if (!node) patterns.push({ regex: '^node:', message: `src/${layer}/ runs in a browser too.` });
  if (layer !== 'sources') {
    patterns.push({
      regex: '^(@aws-sdk|@smithy)/',
      message: 'Only src/sources/ speaks to AWS: everything else goes through LogSource.',
    });
  }
  return {
    files: [`src/${layer}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
});

export default tseslint.config(
  // assembly/ is AssemblyScript: its compiler knows its types.
  { ignores: ['dist/', 'out/', '.vscode-test/', 'assembly/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // mocha's describe and it, and tests that await inside callbacks, are fine.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        URL: 'readonly',
      },
    },
  },
  ...layerRules,
);
