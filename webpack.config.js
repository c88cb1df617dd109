// @ts-check
'use strict';

const path = require('node:path');

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
    // What an earlier build left would be packaged.
    clean: { keep: (file) => !file.startsWith(name) && name === 'cli' },
  },
  optimization: { chunkIds: 'named', splitChunks: false },
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
  return [
    bundle('extension', './src/extension.ts', { devtool }),
    bundle('cli', './src/cli/main.ts', { devtool }),
  ];
};
