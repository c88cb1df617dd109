import * as l10n from '@vscode/l10n';

import { type AwsConnection, sampleConnectionName } from './connection';
import { checkConnections } from './connectionCheck';
import { HumanError } from '../humanError';
import type { LogSource } from '../logSource';

interface Disposable {
  dispose(): void;
}

/** Where the list of connections is kept. What it holds is written by hand and may be anything. */
export interface ConnectionSettings {
  read(): unknown;
  write(list: readonly unknown[]): Promise<void>;
  /** Also called for changes of our own. */
  onDidChange(listener: () => void): Disposable;
}

/** How a connection becomes a source. Tests give fakes. */
export interface SourceFactory {
  sample(): LogSource;
  aws(connection: AwsConnection): LogSource;
}

interface OpenSource {
  readonly connection: AwsConnection;
  readonly source: LogSource;
}

/** The connections that are set, and one source for each for as long as it stays the same. */
export class Connections implements Disposable {
  private readonly listeners = new Set<() => void>();
  private readonly subscription: Disposable;
  private readonly open = new Map<string, OpenSource>();
  private sample: LogSource | undefined;
  /** Changes are made one after another: each reads what the last one wrote. */
  private changes: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: ConnectionSettings,
    private readonly factory: SourceFactory,
  ) {
    this.subscription = settings.onDidChange(() => {
      for (const listener of [...this.listeners]) listener();
    });
  }

  /** The entries that can be used, in the order set. The sample is not one of them. */
  all(): readonly AwsConnection[] {
    return checkConnections(this.settings.read()).connections;
  }

  /** A sentence for each entry that cannot be used. */
  problems(): readonly string[] {
    return checkConnections(this.settings.read()).problems;
  }

  byName(name: string): AwsConnection | undefined {
    return this.all().find((connection) => connection.name === name);
  }

  /** Throws `HumanError` where the connection cannot be used beside the others. */
  add(connection: AwsConnection): Promise<void> {
    return this.change((entries) => {
      const valid = checkConnections(entries).connections;
      const [problem] = checkConnections([...valid, connection]).problems;
      if (problem !== undefined) throw new HumanError(problem, 'editConnection');
      return [...entries, connection];
    });
  }

  /** Entries that cannot be used stay: they are somebody's typing. */
  remove(name: string): Promise<void> {
    return this.change((entries) =>
      entries.filter((entry) => (Object(entry) as { readonly name?: unknown }).name !== name),
    );
  }

  /** The source of a connection or of the sample. Throws `HumanError` for any other name. */
  source(name: string): LogSource {
    if (name === sampleConnectionName) return (this.sample ??= this.factory.sample());
    const connection = this.byName(name);
    if (!connection) {
      this.open.delete(name);
      throw new HumanError(
        l10n.t('There is no connection "{0}". Add it, or open the log from another one.', name),
        'addConnection',
      );
    }
    const known = this.open.get(name);
    if (known && isSame(known.connection, connection)) return known.source;
    const source = this.factory.aws(connection);
    this.open.set(name, { connection, source });
    return source;
  }

  readonly onDidChange = (listener: () => void): Disposable => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  dispose(): void {
    this.subscription.dispose();
    this.listeners.clear();
    this.open.clear();
  }

  private change(edit: (entries: readonly unknown[]) => readonly unknown[]): Promise<void> {
    const changed = this.changes.then(() => {
      const entries = this.settings.read() ?? [];
      if (!Array.isArray(entries)) {
        const [problem = ''] = this.problems();
        throw new HumanError(problem, 'editConnection');
      }
      return this.settings.write(edit(entries));
    });
    this.changes = changed.catch(() => undefined); // the caller sees the error; the next change goes on
    return changed;
  }
}

function isSame(one: AwsConnection, other: AwsConnection): boolean {
  return (
    one.name === other.name &&
    one.region === other.region &&
    one.profile === other.profile &&
    one.endpoint === other.endpoint &&
    one.logGroupPrefix === other.logGroupPrefix
  );
}
