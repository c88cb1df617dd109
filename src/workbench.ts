import * as vscode from 'vscode';
import { chosenColumns } from './audit/decoded/decodedColumns';
import { Reader } from './audit/time/moments';
import { askForMfaCode } from './commands/connections/askForMfaCode';
import { commands } from './commands/commandTable';
import type { Command, Context } from './commands/context';
import { ConfigValue } from './configValue';
import { DecodedDocuments } from './documents/decoded/decodedDocuments';
import { SearchDocuments } from './documents/search/searchDocuments';
import { RangeDocuments } from './documents/ranges/rangeDocuments';
import { SourceLogs } from './documents/decoded/sourceLogs';
import { streamArn } from './documents/streams/streamArn';
import { DecoderPractice } from './documents/streams/decoderPractice';
import { ShownStreams } from './documents/streams/shownStreams';
import { StreamDocuments, type FindSource } from './documents/streams/streamDocuments';
import { CheckDocuments } from './documents/check/checkDocuments';
import { TailDocuments } from './documents/tail/tailDocuments';
import { TailFollowing } from './documents/tail/tailFollowing';
import { TailStatus } from './documents/tail/tailStatus';
import { TrailDocuments } from './documents/trail/trailDocuments';
import { AuditDocuments } from './editor/auditDocuments';
import { EditorProxy } from './editorProxy';
import { HiddenProblems } from './editor/problems/hiddenProblems';
import { LargeLogStatus } from './editor/largeLogs/largeLogStatus';
import { lazy } from './lazy';
import { QueryDocuments } from './queries/queryDocuments';
import { QueryRuns } from './queries/queryRuns';
import { RowEvents } from './queries/rowEvents';
import { ResultDocuments } from './queries/resultDocuments';
import { ClusterTree } from './sidebar/clusterTree';
import { Favourites } from './sidebar/favourites';
import { StreamTime } from './sidebar/streamTime';
import { systemClock } from './sources/clock';
import { CloudWatchSource } from './sources/cloudwatch/cloudWatchSource';
import { MfaSessions } from './sources/cloudwatch/login/mfaSessions';
import { profiles } from './sources/cloudwatch/login/profiles';
import { RequestRates } from './sources/cloudwatch/calls/requestRates';
import { Connections } from './sources/connections/connections';
import { LazySource } from './sources/lazySource';
import type { StreamName } from './sources/logSource';

/** In ms. VS Code waits five seconds for an extension that ends. */
const mostToEnd = 4000;

/** What only the start of the extension can give. */
export interface WorkbenchHost {
  readonly log: vscode.LogOutputChannel;
  /** Where the extension is. */
  readonly extensionUri: vscode.Uri;
  /** Takes every error, for the log. */
  readonly report: (error: unknown) => void;
  /** The extension's version. */
  readonly version: string;
  /** Keeps what belongs to this workspace. */
  readonly state: vscode.Memento;
  /** A folder for what was fetched. It need not exist. */
  readonly storage: vscode.Uri;
  /** Keeps what belongs to all windows. */
  readonly globalState: vscode.Memento;
  /** Shows a sentence above the tree of clusters; undefined takes it back. */
  readonly showTreeMessage: (message: string | undefined) => void;
}

/**
 * All that keeps something while the window is open: connections, streams, decoded views, the tree.
 * Loaded when the sidebar, a virtual file, a command or an audit log is first shown.
 */
export class Workbench implements vscode.Disposable {
  readonly reader: Reader;
  readonly audit = new AuditDocuments();
  readonly streams: StreamDocuments;
  readonly logs: SourceLogs;
  readonly decoded: DecodedDocuments;
  readonly trail: TrailDocuments;
  readonly tails: TailDocuments;
  readonly checks: CheckDocuments;
  readonly ranges: RangeDocuments;
  readonly searches: SearchDocuments;
  readonly queries: QueryDocuments;
  private readonly queryRuns = new QueryRuns();
  readonly results: ResultDocuments;
  readonly rowEvents: RowEvents;
  /** The names of the connections. */
  readonly connectionNames: () => readonly string[];
  readonly tree: ClusterTree;
  readonly hiddenProblems: HiddenProblems;
  readonly report: (error: unknown) => void;
  private readonly context: Context;
  /** Each is made once: a command may remember its last run. */
  private readonly commands = new Map<string, Command>();
  private readonly subscription: vscode.Disposable;
  /** What was loaded on first use. */
  private readonly late: { dispose(): void }[] = [];

  constructor(host: WorkbenchHost) {
    const { log, report, showTreeMessage, state, globalState, storage, extensionUri, version } =
      host;
    this.report = report;
    this.hiddenProblems = new HiddenProblems(state);
    const clock = (): number => Date.now();
    this.reader = new Reader(clock, vscode.env.language);
    const connectionSetting = new ConfigValue<unknown>('connections', []);
    const sample = new ConfigValue('showSample', true);
    const proxy = new EditorProxy();
    const clientOptions = {
      mfa: new MfaSessions(askForMfaCode),
      proxy: () => proxy.choice(),
      rates: new RequestRates(systemClock),
    };
    const connections = new Connections(
      {
        read: () => connectionSetting.value,
        write: (list) => connectionSetting.write(list),
        onDidChange: connectionSetting.onDidChange,
      },
      {
        sample: sampleSource,
        aws: (connection) => new CloudWatchSource(connection, clientOptions),
      },
    );
    const sourceOf: FindSource = (name) => connections.source(name);
    const sizeLimit = new ConfigValue('storage.limit', 1000);
    const spool = lazy(async () => {
      const { openSpool } = await import(
        /* webpackChunkName: "fetch" */ './sources/fetch/openSpool.js'
      );
      return openSpool(storage.fsPath, () => Math.max(1, sizeLimit.value) * 1_000_000);
    });
    // The name of a connection may change; another version may have another sample.
    const placeOf = (name: string): string =>
      JSON.stringify({ version, ...connections.byName(name), name: undefined });
    const keyOf = (name: string, { cluster, name: stream }: StreamName): readonly string[] => [
      placeOf(name),
      cluster.logGroup,
      stream,
    ];
    const practice = new DecoderPractice(report);
    this.streams = new StreamDocuments(
      sourceOf,
      {
        read: async (name, options) =>
          (await spool()).ranges.read({ ...options, key: keyOf(name, options.stream) }),
        keep: (name, page) => {
          const key = keyOf(name, page.stream);
          spool()
            .then(({ ranges }) => ranges.keep({ ...page, key }))
            .catch(report);
        },
        shown: new ShownStreams(state, report),
        prepare: () => practice.begin(),
      },
      clock,
      report,
    );
    const columnSetting = new ConfigValue<unknown>('decoded.columns', undefined);
    const columns = {
      get value() {
        return chosenColumns(columnSetting.value);
      },
      onDidChange: columnSetting.onDidChange,
    };
    this.logs = new SourceLogs(
      this.streams,
      (document) => this.audit.read(document),
      (source) => this.searches.missing(source),
    );
    this.decoded = new DecodedDocuments(this.streams, this.logs, columns, clock, report);
    this.trail = new TrailDocuments(sourceOf, clock, report);
    const tailLimit = new ConfigValue<number>('tail.maxEvents', 10_000);
    this.tails = new TailDocuments(sourceOf, columns, () => Math.max(100, tailLimit.value), report);
    this.checks = new CheckDocuments(sourceOf, (name) => connections.byName(name), clock, report);
    this.ranges = new RangeDocuments(report);
    this.searches = new SearchDocuments(
      sourceOf,
      { placeOf, kept: async () => (await spool()).searches },
      systemClock,
      report,
    );
    this.queries = new QueryDocuments(sourceOf, clock);
    this.results = new ResultDocuments(
      async () => (await spool()).tables,
      vscode.env.language,
      () => crypto.randomUUID(),
      report,
    );
    this.rowEvents = new RowEvents(sourceOf, this.streams);
    this.connectionNames = () => connections.all().map(({ name }) => name);
    const askAbove = new ConfigValue('insights.askAbove', 10);
    this.tree = new ClusterTree(
      connections,
      sample,
      (node) => ({
        command: 'cloudhsm.openStream',
        title: vscode.l10n.t('Open Stream'),
        arguments: [node],
      }),
      report,
      new StreamTime(clock, vscode.env.language),
      clock,
      new Favourites(globalState),
    );
    const largeLogs = new LargeLogStatus();
    const healthViews = lazy(async () => {
      const { HealthViews } = await import(
        /* webpackChunkName: "around" */ './health/healthViews.js'
      );
      const views = new HealthViews(extensionUri, sourceOf, report);
      this.late.push(views);
      return views;
    });
    this.subscription = vscode.Disposable.from(
      connectionSetting,
      sample,
      proxy,
      sizeLimit,
      columnSetting,
      connections,
      this.streams,
      this.decoded,
      this.trail,
      tailLimit,
      this.tails,
      new TailStatus(this.tails, report),
      new TailFollowing(),
      largeLogs,
      this.checks,
      this.ranges,
      this.searches,
      this.queries,
      this.results,
      askAbove,
      this.tree,
      this.hiddenProblems,
      connections.onDidChange(() => {
        this.streams.connectionsChanged();
        this.tree.refresh();
      }),
      sample.onDidChange(() => this.tree.refresh()),
      this.tree.message.onDidChange(showTreeMessage),
    );
    const {
      audit,
      checks,
      decoded,
      hiddenProblems,
      logs,
      queries,
      queryRuns,
      ranges,
      results,
      rowEvents,
      searches,
      streams,
      tails,
      trail,
      tree,
    } = this;
    this.context = {
      connections,
      sample,
      tree,
      streams,
      trail,
      tails,
      checks,
      sourceOf,
      healthViews,
      decoded,
      logs,
      ranges,
      searches,
      queries,
      queryRuns,
      results,
      rowEvents,
      askAbove: () => askAbove.value * 1e9,
      arnOf: (address, signal) =>
        streamArn(connections.source(address.connection), address, signal),
      clock,
      version,
      audit,
      hiddenProblems,
      largeLogs,
      log,
      profiles,
    };
  }

  /**
   * Runs a command.
   *
   * @param name without `cloudhsm.`
   */
  run(name: string, args: readonly unknown[]): unknown {
    let command = this.commands.get(name);
    if (command === undefined) {
      const factory = commands[name];
      if (factory === undefined) throw new Error(`There is no command "${name}".`);
      command = factory(this.context);
      this.commands.set(name, command);
    }
    return command(...(args as never[]));
  }

  /** Ends what would go on elsewhere, and cost, without this window. */
  async end(): Promise<void> {
    await Promise.race([this.queryRuns.stop(), systemClock.sleep(mostToEnd)]);
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, ...this.late).dispose();
  }
}

/** The generator of the sample is a bundle of its own. */
function sampleSource(): LazySource {
  return new LazySource(
    lazy(async () => {
      const { SampleSource } = await import(
        /* webpackChunkName: "sample" */ './sources/sample/sampleSource.js'
      );
      return new SampleSource();
    }),
  );
}
