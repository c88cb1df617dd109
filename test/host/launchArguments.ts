/** What the launcher understands of a desktop VS Code's command line. */
interface LaunchArguments {
  /** The workspace folder: the first argument that is not an option. */
  readonly folder: string | undefined;
  readonly extensionDevelopmentPaths: readonly string[];
  readonly extensionTestsPath: string | undefined;
  readonly userDataDir: string | undefined;
  readonly extensionsDir: string | undefined;
}

/** Reads `--name=value` options and the folder; what it does not know it passes over. */
export function launchArguments(args: readonly string[]): LaunchArguments {
  const values = (name: string): string[] =>
    args.flatMap((arg) => (arg.startsWith(`--${name}=`) ? [arg.slice(name.length + 3)] : []));
  return {
    folder: args.find((arg) => !arg.startsWith('-')),
    extensionDevelopmentPaths: values('extensionDevelopmentPath'),
    extensionTestsPath: values('extensionTestsPath')[0],
    userDataDir: values('user-data-dir')[0],
    extensionsDir: values('extensions-dir')[0],
  };
}
