import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { baseName } from '../../files/baseName';
import type { EventFilter } from '../../../audit/filter/eventFilter';
import { exportPieces, type EventList } from '../exportedEvents';
import { inSlices, type Slicing } from '../../../audit/slices';
import { joinedBytes } from '../../files/wholeFiles';
import {
  checksumText,
  eventCounts,
  filterStatement,
  manifestText,
  type EvidenceFile,
  type EvidenceSource,
  type Manifest,
} from './manifest';

/** What is known of where a log comes from. */
type SourceOrigin = Pick<
  EvidenceSource,
  'stream' | 'logGroup' | 'arn' | 'whole' | 'excerpt' | 'range' | 'missing'
>;

/** A log's bytes as they are stored, and where they come from. */
export interface RawSource extends SourceOrigin {
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
}

export interface EvidenceRequest {
  readonly list: EventList;
  /** Of each log of the list its bytes. */
  readonly raw: readonly RawSource[];
  readonly filter: EventFilter;
  readonly isSelection: boolean;
  /** Unix ms. */
  readonly now: number;
  readonly version: string;
}

export interface EvidenceRun {
  readonly slicing: Slicing;
  readonly signal: AbortSignal;
  /** @param part of the whole, up to 1 */
  readonly progress: (part: number) => void;
}

const names = {
  decoded: 'events.ndjson',
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
  instructions: 'README.txt',
} as const;

/**
 * The files of an evidence export, by name: the bytes of each log, the events as JSON lines, a manifest
 * that says what they are, and checksums of all.
 */
export async function evidenceFiles(
  request: EvidenceRequest,
  { slicing, signal, progress }: EvidenceRun,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { list, raw, filter, isSelection, now, version } = request;
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  const add = async (file: string, bytes: Uint8Array): Promise<EvidenceFile> => {
    files.set(file, bytes);
    return { file, sha256: await sha256(bytes), bytes: bytes.length };
  };

  const sources: EvidenceSource[] = [];
  for (const [log, { uri, bytes, ...known }] of raw.entries()) {
    const name = baseName(uri)
      .replace(/[^\w.-]+/g, '_')
      .slice(0, 80);
    const named = list.logs[log];
    const rows = Array.from({ length: named?.log.length ?? 0 }, (_, row) => ({ log, row }));
    sources.push({
      ...(await add(`source-${log + 1}-${name}`, bytes)),
      ...eventCounts(list.logs, rows),
      address: uri.toString(),
      ...known,
      decodedFromTheseBytes: new TextDecoder().decode(bytes) === named?.log.text,
    });
    signal.throwIfAborted();
  }

  const pieces: Uint8Array[] = [];
  await inSlices(collected(), slicing, signal);
  function* collected(): Generator<undefined, void, undefined> {
    for (const { text, done } of exportPieces(list, 'ndjson')) {
      pieces.push(encoder.encode(text));
      progress(done / Math.max(1, list.events.length));
      yield;
    }
  }
  const decoded = await add(names.decoded, joinedBytes(pieces));
  const manifest: Manifest = {
    format: 'cloudhsm-evidence/1',
    made: new Date(now).toISOString(),
    tool: { name: 'CloudHSM Log Explorer', version },
    sources,
    decoded: { ...decoded, ...eventCounts(list.logs, list.events) },
    ...filterStatement(filter),
    selection: isSelection,
    verify: `sha256sum -c ${names.checksums}`,
  };
  const others = [
    await add(names.manifest, encoder.encode(manifestText(manifest))),
    await add(names.instructions, encoder.encode(instructions())),
  ];
  files.set(names.checksums, encoder.encode(checksumText([...sources, decoded, ...others])));
  return files;
}

function instructions(): string {
  return [
    l10n.t('Evidence from AWS CloudHSM audit logs.'),
    '',
    l10n.t(
      'source-…: each log, byte by byte as it was stored or fetched. Where manifest.json says "whole": false, it is a part of its log: "range", "excerpt" and "missing" say which.',
    ),
    l10n.t('events.ndjson: the events, decoded, one JSON object a line.'),
    l10n.t('manifest.json: where the logs are from, how many events, what was left out, and when.'),
    '',
    l10n.t('To see that no file was changed, run in this folder:'),
    '',
    '  sha256sum -c SHA256SUMS        (Linux)',
    '  shasum -a 256 -c SHA256SUMS    (macOS)',
    '  Get-FileHash -Algorithm SHA256 FILE    (PowerShell)',
    '',
    l10n.t(
      'This shows that the files are as they were exported. Who could change them also could make new checksums: keep SHA256SUMS, or its own checksum, in another place.',
    ),
    '',
  ].join('\n');
}

/** In hexadecimal. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
