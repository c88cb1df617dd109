// @ts-check
'use strict';

const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { rspack } = require('@rspack/core');
const LicensePlugin = require('webpack-license-plugin');
const { version } = require('./package.json');
const { ThirdPartyNotices } = require('./scripts/thirdPartyNotices.cjs');

/** A package under another licence ends the build. */
const acceptedLicences = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** What is written in AssemblyScript, as the module that scripts/assembly.mjs makes of it. */
const scanModule = path.join(__dirname, 'out/src/audit/scan/scanModule.js');
execFileSync(process.execPath, ['scripts/assembly.mjs'], { cwd: __dirname, stdio: 'inherit' });

/** What all bundles hold together; the last one writes it whole. */
const notices = new ThirdPartyNotices();
const licensePlugin = () =>
  new LicensePlugin({
    additionalFiles: { 'THIRD-PARTY-NOTICES.txt': (packages) => notices.with(packages) },
    unacceptableLicenseTest: (licence) => !acceptedLicences.includes(licence),
  });

/** @returns {import('@rspack/core').Configuration} */
const bundle = (name, entry, extra) => ({
  name,
  entry: { [name]: entry },
  target: 'node20',
  output: {
    path: path.join(__dirname, 'dist'),
    filename: '[name].js',
    // What loads on first use is a chunk, named by the `webpackChunkName` comment of its import().
    chunkFilename: name === 'extension' ? '[name].js' : `${name}-[name].js`,
    library: { type: 'commonjs2' },
  },
  optimization: {
    splitChunks: {
      chunks: 'async',
      // What two chunks need stands in neither of them.
      cacheGroups: {
        default: false,
        defaultVendors: false,
        shared: { name: 'shared', minChunks: 2, minSize: 0, test: /[\\/]src[\\/]/ },
      },
    },
  },
  plugins: [
    new rspack.NormalModuleReplacementPlugin(/\/scanModule$/, scanModule),
    new rspack.DefinePlugin({ 'process.env.CLOUDHSM_LOGS_VERSION': JSON.stringify(version) }),
    licensePlugin(),
  ],
  // `vscode` is given by the extension host.
  externals: { vscode: 'commonjs vscode' },
  resolve: {
    extensions: ['.ts', '.js'],
    // The compiler wants the `.js` in an import().
    extensionAlias: { '.js': ['.ts', '.js'] },
    // The ES modules of the AWS SDK bundle to nearly half of what its CommonJS builds do.
    mainFields: ['module', 'main'],
  },
  module: {
    rules: [
      // Only an import() of our own makes a chunk; those of the AWS SDK alone would make fifteen.
      { test: /[\\/]node_modules[\\/].+\.m?js$/, parser: { dynamicImportMode: 'eager' } },
      {
        test: /\.ts$/,
        exclude: /node_modules/,
        // `npm run compile` checks the types.
        loader: 'builtin:swc-loader',
        options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } },
      },
    ],
  },
  performance: { hints: false },
  stats: 'errors-warnings',
  ...extra,
});

/** The page of a webview: one script for a browser, its style sheets in it as texts. */
const page = (name, entry, extra) => {
  const { module: common, ...rest } = bundle(name, entry, extra);
  return {
    ...rest,
    target: ['web', 'es2022'],
    output: { path: path.join(__dirname, 'dist'), filename: '[name].js' },
    optimization: {},
    plugins: [licensePlugin()],
    externals: {},
    module: { rules: [...common.rules, { test: /\.css$/, type: 'asset/source' }] },
  };
};

/** @type {(env: { bench?: boolean }, argv: { mode?: string }) => import('@rspack/core').Configuration[]} */
module.exports = ({ bench }, { mode }) => {
  const devtool = mode === 'production' ? false : 'source-map';
  const bundles = [
    bundle('extension', './src/extension.ts', { devtool }),
    bundle('cli', './src/cli/main.ts', { devtool }),
    // The program of the threads that index a file.
    bundle('indexWorker', './src/sources/files/indexWorker.ts', { devtool }),
    page('health', './src/webview/page.ts', { devtool }),
    // What `npm run bench` times as a whole process starts as quickly as the command line does.
    ...(bench
      ? [
          bundle('bench/indexFileOnce', './test/bench/indexFileOnce.ts', { devtool }),
          bundle('bench/indexWorker', './src/sources/files/indexWorker.ts', { devtool }),
        ]
      : []),
  ];
  // One after the other: each writes the notices of those before it too.
  return bundles.map((one, index) =>
    index === 0 ? one : { ...one, dependencies: [bundles[index - 1].name] },
  );
};
