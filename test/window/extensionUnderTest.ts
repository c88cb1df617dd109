import { projectRoot } from '../host/projectPaths';
import type { ServedInstall } from '../host/servedInstall';
import { servedInstall } from '../host/servedInstall';
import { testEnvironment } from '../host/testEnvironment';
import { vscodeVersionNamed } from '../host/vscodeVersions';

/** What the window tests try: which VS Code, and the extension's source folder or the installed .vsix. */
export interface ExtensionUnderTest {
  readonly install: ServedInstall;
  /** The folder to load the extension from. Undefined when it is installed. */
  readonly developmentPath: string | undefined;
  /** The folder that it is installed in. Undefined when it is loaded from source. */
  readonly extensionsDir: string | undefined;
}

/** Reads the environment that runWindowTests sets. Alone, a test tries the source folder in 1.100. */
export async function extensionUnderTest(): Promise<ExtensionUnderTest> {
  const install = await servedInstall(
    vscodeVersionNamed(process.env[testEnvironment.vscode] ?? '1.100'),
  );
  const extensionsDir = process.env[testEnvironment.extensions];
  return extensionsDir
    ? { install, developmentPath: undefined, extensionsDir }
    : {
        install,
        developmentPath: projectRoot,
        extensionsDir: undefined,
      };
}
