import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { changeNames } from '../../audit/reference/trailEvents';
import { isoTime } from '../../audit/time/moments';
import { trailRecords } from '../../audit/trail/trailRecords';
import { isCloudHsmEvent, mayConcern } from '../../audit/trail/trailEvent';
import { trailText, type TrailText } from '../../audit/trail/trailText';
import { clusterId } from '../../sources/clusterHealth/healthSource';
import { readTrail } from '../../sources/clusterHealth/trailReading';
import { asHumanError, HumanError } from '../../sources/humanError';
import { byteOrderMark } from '../../sources/files/byteOrderMark';
import { gunzipped, isGzip } from '../files/gunzip';
import { ReadonlyFiles, type FileContent, type FileContents } from '../files/readonlyFiles';
import type { FindSource } from '../streams/streamDocuments';
import { trailAddress, type TrailAddress } from './trailAddress';

/** Twenty requests take ten seconds, the service's quota being two a second. */
const mostPages = 20;

/** The decoded CloudTrail documents, as the files of the scheme `cloudhsm-trail`. */
export class TrailDocuments implements FileContents, vscode.Disposable {
  private readonly documents = new Map<string, Promise<TrailText & FileContent>>();
  private readonly shown = new Map<string, TrailText>();
  private readonly subscription: vscode.Disposable;
  readonly files: ReadonlyFiles;

  /**
   * @param clock Unix ms
   * @param report takes every error, for the log
   */
  constructor(
    private readonly findSource: FindSource,
    private readonly clock: () => number,
    report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
    this.subscription = vscode.workspace.onDidCloseTextDocument((document) => {
      if (!document.isClosed) return;
      this.documents.delete(document.uri.toString());
      this.shown.delete(document.uri.toString());
    });
  }

  /** What an open document shows. */
  get(uri: vscode.Uri): TrailText | undefined {
    return this.shown.get(uri.toString());
  }

  /** Fetches or reads a document unless it is here. */
  async open(uri: vscode.Uri, signal?: AbortSignal): Promise<TrailText> {
    const address = trailAddress(uri);
    if (address === undefined) {
      throw new HumanError(
        l10n.t(
          '{0} is not the address of CloudTrail events. Open them from the sidebar.',
          uri.path,
        ),
      );
    }
    return this.load(uri.toString(), address, signal);
  }

  /** Fetches or reads a document anew, and shows it wherever it is open. */
  async reload(uri: vscode.Uri, signal?: AbortSignal): Promise<TrailText> {
    this.documents.delete(uri.toString());
    const text = await this.open(uri, signal);
    this.files.changed(uri);
    return text;
  }

  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    const address = trailAddress(uri);
    return address === undefined ? undefined : this.load(uri.toString(), address);
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.files).dispose();
  }

  private load(
    key: string,
    address: TrailAddress,
    signal?: AbortSignal,
  ): Promise<TrailText & FileContent> {
    const known = this.documents.get(key);
    if (known !== undefined) return known;
    const loading = (
      address.kind === 'file' ? fileText(address.file) : this.fetchedText(address, signal)
    ).then((text) => ({ ...text, changed: this.clock() }));
    this.documents.set(key, loading);
    loading.then(
      (text) => {
        if (this.documents.get(key) === loading) this.shown.set(key, text);
      },
      () => {
        // The caller sees the error; the next try asks anew.
        if (this.documents.get(key) === loading) this.documents.delete(key);
      },
    );
    return loading;
  }

  private async fetchedText(
    { connection, logGroup, range }: TrailAddress & { readonly kind: 'connection' },
    signal: AbortSignal | undefined,
  ): Promise<TrailText> {
    const source = this.findSource(connection);
    if (source.health === undefined) {
      throw new HumanError(
        l10n.t('Connection "{0}" has no CloudTrail. Choose another one.', connection),
      );
    }
    const health = await source.health();
    const { events, cutAt, partNames, cause } = await readTrail(
      health,
      { ...(range !== undefined && { range }), ...(signal !== undefined && { signal }) },
      mostPages,
    );
    if (cause !== undefined && events.length === 0) throw cause as Error;
    const notes: string[] = [
      l10n.t(
        'Read at {0}. CloudTrail tells of an event some minutes after it: fetch the newest events anew for those.',
        isoTime(this.clock()),
      ),
    ];
    if (range !== undefined) {
      notes.push(
        l10n.t(
          'Only these events are shown: from {0} to {1}.',
          isoTime(range.from),
          isoTime(range.to),
        ),
      );
    }
    if (cause !== undefined) notes.push(asHumanError(cause).message);
    if (cutAt !== undefined && partNames.length === changeNames.length) {
      notes.push(l10n.t('Not all that CloudTrail has before {0} was read.', isoTime(cutAt)));
    } else if (cutAt !== undefined) {
      notes.push(
        l10n.t(
          'Before {0} only calls that change more than tags are shown: CloudTrail gives fifty events at a time, twice a second.',
          isoTime(cutAt),
        ),
        ...(partNames.length === 0
          ? []
          : [
              l10n.t(
                'Of these not all was looked through: {0}. Open the events of a shorter time for the rest.',
                partNames.join(', '),
              ),
            ]),
      );
    }
    const id = logGroup === undefined ? undefined : clusterId({ logGroup });
    const own = events.filter(
      (event) =>
        (id === undefined || mayConcern(event, id)) &&
        // The service gives what happened in the last second too.
        (range === undefined || (event.time >= range.from && event.time < range.to)),
    );
    // What was not read may be there.
    if (own.length === 0 && cause === undefined && cutAt === undefined) {
      notes.push(noEvent(id, range !== undefined));
    }
    return trailText(own, notes);
  }
}

function noEvent(cluster: string | undefined, isPart: boolean): string {
  if (cluster === undefined) {
    return isPart
      ? l10n.t('CloudTrail has no event of CloudHSM in this time.')
      : l10n.t('CloudTrail has no event of CloudHSM in the last 90 days.');
  }
  return isPart
    ? l10n.t('CloudTrail has no event of {0} in this time.', cluster)
    : l10n.t('CloudTrail has no event of {0} in the last 90 days.', cluster);
}

async function fileText(file: vscode.Uri): Promise<TrailText> {
  const bytes = await vscode.workspace.fs.readFile(file);
  const plain = isGzip(bytes) ? await gunzipped(bytes) : bytes;
  // PowerShell writes UTF-16 with a mark.
  const { encoding } = byteOrderMark(plain);
  const { events, otherLines, isCut } = trailRecords(new TextDecoder(encoding).decode(plain));
  const [firstOther] = otherLines;
  if (events.length === 0) {
    throw new HumanError(
      l10n.t(
        '{0} holds no record of CloudTrail. Open a file that CloudTrail or the AWS command line wrote.',
        file.path,
      ),
    );
  }
  const others = events.filter((event) => !isCloudHsmEvent(event)).length;
  const notes: string[] = [];
  if (others > 0) {
    notes.push(
      l10n.t('{0} of the {1} events are of other services than CloudHSM.', others, events.length),
    );
  }
  if (isCut) {
    notes.push(l10n.t('The file ends inside of a record: what follows is missing. Get it again.'));
  }
  if (firstOther !== undefined) {
    notes.push(
      l10n.t(
        '{0} lines are no records of CloudTrail, the first of them line {1}.',
        otherLines.length,
        firstOther,
      ),
    );
  }
  return trailText(events, notes);
}
