import { pathToFileURL } from 'node:url';

/** The path and query of the page that shows a workspace folder, or an empty window without one. */
export function pageAddress(folder: string | undefined): string {
  return `/?${folderQuery(folder).toString()}`;
}

interface AutomationContent {
  /** Absolute path of the workspace folder. Left out: an empty window. */
  readonly folder?: string;
  /** Absolute paths of extensions to load from source. */
  readonly extensionDevelopmentPaths: readonly string[];
  /** Absolute path of a module that exports `run()`. */
  readonly extensionTestsPath: string;
}

/** The path and query of the page that runs extension tests in the VS Code that is served on `host`. */
export function automationAddress(host: string, content: AutomationContent): string {
  const remote = (file: string): string => `vscode-remote://${host}${pathToFileURL(file).pathname}`;
  const query = folderQuery(content.folder);
  query.set(
    'payload',
    JSON.stringify([
      ['skipWelcome', 'true'],
      ...content.extensionDevelopmentPaths.map((path) => [
        'extensionDevelopmentPath',
        remote(path),
      ]),
      ['extensionTestsPath', remote(content.extensionTestsPath)],
    ]),
  );
  return `/?${query.toString()}`;
}

function folderQuery(folder: string | undefined): URLSearchParams {
  return new URLSearchParams(
    folder ? { folder: decodeURI(pathToFileURL(folder).pathname) } : { ew: 'true' },
  );
}
