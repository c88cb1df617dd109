// npm start: opens VS Code with the extension, the sample and a local CloudWatch Logs endpoint.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, setup } from './setup.mjs';

const help = `npm start [-- OPTIONS]

Opens VS Code with the extension, the bundled sample cluster and a local CloudWatch Logs endpoint: a
desktop VS Code where one is found, else one that is served to a browser.

  --browser             serve it to a browser even where a desktop VS Code is found
  --port N              the port of the served one (default: a free one)
  --screenshot FILE.png open everything without a window, hover an opcode, save a picture and end
  --decoded             with --screenshot: show the log decoded, and hover a response
  --theme NAME          "Dark Modern", "Light Modern", "Dark High Contrast", "Light High Contrast"
  --size WxH            of the screenshot (default 1400x900)
  --vscode VERSION      the served VS Code: 1.139 (default) or 1.100
  --help                this text`;
const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'];

/** The options as test/host/start.ts takes them. */
function readOptions() {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean', default: false },
      port: { type: 'string' },
      screenshot: { type: 'string' },
      decoded: { type: 'boolean', default: false },
      theme: { type: 'string', default: 'Dark Modern' },
      size: { type: 'string', default: '1400x900' },
      vscode: { type: 'string', default: '1.139' },
      help: { type: 'boolean', default: false },
    },
  });
  const size = /^(\d{3,4})x(\d{3,4})$/.exec(values.size);
  if (!size)
    throw new Error(`--size is two numbers of pixels such as 1400x900, not ${values.size}.`);
  if (!themes.includes(values.theme)) {
    throw new Error(`--theme is one of ${themes.join(', ')}, not ${values.theme}.`);
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new Error(`--port is a number from 1 to 65535, not ${values.port}.`);
  }
  return {
    help: values.help,
    browser: values.browser,
    decoded: values.decoded,
    theme: values.theme,
    vscode: values.vscode,
    port,
    screenshot: values.screenshot && path.resolve(values.screenshot),
    size: { width: Number(size[1]), height: Number(size[2]) },
  };
}

function run(args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

let options;
try {
  options = readOptions();
} catch (error) {
  console.error(`${error.message}\n\n${help}`);
  process.exit(2);
}
if (options.help) {
  console.log(help);
  process.exit(0);
}
setup();
console.log('Building the extension …');
run(['scripts/build.mjs', '--development']);
run(['scripts/compile.mjs', '--noCheck']);
const child = spawn(
  process.execPath,
  [path.join(root, 'out/test/host/start.js'), JSON.stringify(options)],
  { cwd: root, stdio: 'inherit' },
);
// Ctrl-C reaches the child too; it stops what it started, then this ends with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
