/**
 * A program: unpacks the Chromium that travels inside @sparticuz/chromium into the folder TMPDIR.
 * A process of its own, because the package reads TMPDIR and AWS_LAMBDA_JS_RUNTIME as it loads and
 * changes the environment. The latter makes it unpack the shared libraries that a bare machine lacks.
 */
async function main(): Promise<void> {
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
