// @ts-check
'use strict';

const path = require('node:path');
const { LimitChunkCountPlugin } = require('webpack').optimize;

/** @returns {import('webpack').Configuration} */
const bundle = (name, entry, extra) => ({
  name,
  entry: { [name]: entry },
  target: 'node20',
  output: {
    path: path.join(__dirname, 'dist'),
    filename: '[name].js',
    // Chunks that load on first use (the AWS SDK) are named by a `webpackChunkName` comment.
    chunkFilename: '[name].js',
    library: { type: 'commonjs2' },
    // What an earlier build left would be packaged. Only the first bundle cleans.
    clean: name === 'extension' && { keep: /^cli\.js/ },
  },
  optimization: { splitChunks: false },
  // What loads on first use is one chunk each; the SDK alone would make fifteen.
  plugins: [new LimitChunkCountPlugin({ maxChunks: 2 })],
  // `vscode` is given by the extension host.
  externals: { vscode: 'commonjs vscode' },
  resolve: {
    extensions: ['.ts', '.js'],
    // The ES modules of the AWS SDK bundle to nearly half of what its CommonJS builds do.
    mainFields: ['module', 'main'],
  },
  module: {
    rules: [
      {
        test: /\.ts$/,
        exclude: /node_modules/,
        loader: 'ts-loader',
        options: {
          transpileOnly: true, // `npm run compile` checks the types.
          compilerOptions: { module: 'esnext', moduleResolution: 'bundler', incremental: false },
        },
      },
    ],
  },
  performance: { hints: false },
  ...extra,
});

/** @type {(env: unknown, argv: { mode?: string }) => import('webpack').Configuration[]} */
module.exports = (_env, { mode }) => {
  const devtool = mode === 'production' ? false : 'source-map';
  const bundles = [
    bundle('extension', './src/extension.ts', { devtool }),
    bundle('cli', './src/cli/main.ts', { devtool }),
  ];
  // One after the other: the first cleans the folder that both write to.
  return Object.assign(bundles, { parallelism: 1 });
};
