import type * as vscode from 'vscode';
import type { CheckDocuments } from '../documents/check/checkDocuments';
import type { DecodedDocuments } from '../documents/decoded/decodedDocuments';
import type { SourceLogs } from '../documents/decoded/sourceLogs';
import type { SearchDocuments } from '../documents/search/searchDocuments';
import type { RangeDocuments } from '../documents/ranges/rangeDocuments';
import type { StreamAddress } from '../documents/streams/streamAddress';
import type { FindSource, StreamDocuments } from '../documents/streams/streamDocuments';
import type { TailDocuments } from '../documents/tail/tailDocuments';
import type { TrailDocuments } from '../documents/trail/trailDocuments';
import type { AuditDocuments } from '../editor/auditDocuments';
import type { HiddenProblems } from '../editor/problems/hiddenProblems';
import type { LargeLogStatus } from '../editor/largeLogs/largeLogStatus';
import type { HealthViews } from '../health/healthViews';
import type { QueryDocuments } from '../queries/queryDocuments';
import type { QueryRuns } from '../queries/queryRuns';
import type { RowEvents } from '../queries/rowEvents';
import type { ResultDocuments } from '../queries/resultDocuments';
import type { ClusterTree } from '../sidebar/clusterTree';
import type { AwsConnection } from '../sources/connections/connection';
import type { AwsProfile } from '../sources/cloudwatch/login/profiles';

/** The connections as commands change them. */
export interface EditableConnections {
  all(): readonly AwsConnection[];
  add(connection: AwsConnection): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The setting that shows the bundled sample, as a command changes it. */
export interface SampleSetting {
  write(shown: boolean): Promise<void>;
}

/** What a command may use. Each command is made from one, so that a test gives a fake one. */
export interface Context {
  readonly connections: EditableConnections;
  readonly sample: SampleSetting;
  readonly tree: ClusterTree;
  readonly streams: StreamDocuments;
  readonly decoded: DecodedDocuments;
  readonly trail: TrailDocuments;
  readonly tails: TailDocuments;
  readonly checks: CheckDocuments;
  /** The source of a connection by its name. */
  readonly sourceOf: FindSource;
  /** The logs behind decoded views and exports. */
  readonly logs: SourceLogs;
  readonly ranges: RangeDocuments;
  readonly searches: SearchDocuments;
  readonly queries: QueryDocuments;
  readonly queryRuns: QueryRuns;
  readonly results: ResultDocuments;
  readonly rowEvents: RowEvents;
  /** A query that may scan so many bytes runs only after a question. */
  readonly askAbove: () => number;
  /** The ARN of a stream, where AWS or its list gives one. */
  readonly arnOf: (address: StreamAddress, signal?: AbortSignal) => Promise<string | undefined>;
  /** Unix ms. */
  readonly clock: () => number;
  /** The extension's version. */
  readonly version: string;
  /** The health views, which are loaded on first use. */
  readonly healthViews: () => Promise<HealthViews>;
  readonly audit: AuditDocuments;
  readonly hiddenProblems: HiddenProblems;
  /** Takes notice of logs that are too large for extensions. */
  readonly largeLogs: Pick<LargeLogStatus, 'add'>;
  readonly log: vscode.LogOutputChannel;
  /** The profiles of the AWS configuration files. */
  readonly profiles: () => Promise<readonly AwsProfile[]>;
}

/** A command: what VS Code calls with the arguments of its menu, tree node or key. */
export type Command = (...args: never[]) => unknown;

/** Makes a command from the context. */
export type CommandFactory = (context: Context) => Command;
