import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { decodedUri, viewUri } from '../../../src/documents/decoded/decodedAddress';
import {
  searchAddress,
  searchUri,
  type FoundAddress,
} from '../../../src/documents/search/searchAddress';
import { SearchDocuments } from '../../../src/documents/search/searchDocuments';
import { streamUri } from '../../../src/documents/streams/streamAddress';
import { systemClock } from '../../../src/sources/clock';
import type { LogSource } from '../../../src/sources/logSource';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { KeptSearches } from '../../../src/sources/search/keptSearches';
import { scratchSpool } from '../../unit/sources/fetch/scratchSpool';
import type { Endpoint } from '../../endpoint/server';
import { activeEditor, until } from '../openDocuments';
import { sampleConnection as connection, useSampleEndpoint } from '../sampleEndpoint';
import { messages, shownEvents, type StoredStream } from '../storedStreams';

describe('what a search found', () => {
  const sample = useSampleEndpoint({ pageLimits: { events: 60 } });
  let endpoint: Endpoint;
  let streams: readonly StoredStream[];
  let found: FoundAddress;

  before(() => {
    ({ endpoint, streams } = sample());
    const stored = streams.find(({ stream }) => stream.kind === 'hsm');
    assert.ok(stored);
    const times = streams.flatMap(({ events }) => events.map(({ timestamp }) => timestamp));
    found = {
      connection,
      logGroup: stored.stream.cluster.logGroup,
      searched: undefined,
      stream: stored.stream.name,
      query: { filter: { opcodes: ['CN_LOGIN'], outcomes: ['failure'] } },
      range: { from: Math.min(...times), to: Math.max(...times) + 1 },
    };
  });

  const failedLogins = (stream: string): readonly string[] =>
    messages(
      (streams.find((one) => one.stream.name === stream)?.events ?? []).filter(
        ({ message }) => message.includes('CN_LOGIN') && message.includes('HSM Error'),
      ),
    );

  it('is an audit log of the matching events of its stream', async () => {
    const document = await vscode.workspace.openTextDocument(searchUri(found));
    assert.equal(document.languageId, 'cloudhsm-audit');
    assert.ok(failedLogins(found.stream).length > 0);
    assert.deepEqual(shownEvents(document), failedLogins(found.stream));
  });

  it('is searched for once, whatever shows it', async () => {
    const address = { ...found, range: { ...found.range, to: found.range.to + 1 } };
    const sources = streams.map(({ stream }) => searchUri({ ...address, stream: stream.name }));
    await vscode.workspace.openTextDocument(sources[0] ?? searchUri(address));
    endpoint.requests.length = 0;
    const view = await vscode.workspace.openTextDocument(viewUri({ sources, filter: {} }));
    assert.deepEqual(endpoint.requests, []);
    const all = streams.flatMap(({ stream }) => failedLogins(stream.name));
    await until(
      'all are shown',
      () => (view.getText().match(/CN_LOGIN/g) ?? []).length === all.length,
    );
  });

  it('leads to the event in its stream, however far back that is', async () => {
    await vscode.window.showTextDocument(decodedUri(searchUri(found)));
    const editor = activeEditor();
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('cloudhsm.goToStoredEvent');
    const { document, selection } = activeEditor();
    const { logGroup, stream } = found;
    assert.equal(document.uri.toString(), streamUri({ connection, logGroup, stream }).toString());
    const text = document.getText();
    const [first = ''] = failedLogins(found.stream);
    assert.equal(document.offsetAt(selection.active), text.indexOf(first));
  });

  it('that cannot be searched is an error whose text is the sentence', async () => {
    endpoint.faults.add({ kind: 'accessDenied' });
    const address = { ...found, range: { ...found.range, from: found.range.from + 1 } };
    await assert.rejects(
      Promise.resolve(vscode.workspace.openTextDocument(searchUri(address))),
      /do not allow logs:FilterLogEvents/,
    );
  });

  it('is there in the next window without another search, also what had come of a cancelled one', async () => {
    const scratch = await scratchSpool(systemClock);
    try {
      const kept = new KeptSearches(scratch.spool);
      const window = (source: () => LogSource): SearchDocuments =>
        new SearchDocuments(
          source,
          { placeOf: () => 'account', kept: () => Promise.resolve(kept) },
          systemClock,
          (error) => assert.fail(String(error)),
        );
      const sample = new SampleSource();
      const cancel = new AbortController();
      const before = window(() => sample);
      const { events, isCancelled } = await before.search(found, cancel.signal, (_, count) => {
        if (count > 0) cancel.abort();
      });
      assert.ok(isCancelled && events.length > 0);
      const uri = searchUri({ ...found, stream: events[0]?.stream ?? '' });
      const after = window(() => assert.fail('searched again'));
      assert.equal((await after.read(uri))?.text, (await before.read(uri))?.text);
      const missing = after.missing(uri) ?? '';
      assert.match(missing, /cancelled.*Not searched: .+/);
      assert.equal(missing, before.missing(uri));
      await before.search(found, new AbortController().signal);
      assert.equal(before.missing(uri), undefined);
      const last = window(() => assert.fail('searched again'));
      await last.read(uri);
      assert.equal(last.missing(uri), undefined);
    } finally {
      await scratch.remove();
    }
  });

  it('has an address that comes back whole', () => {
    const address: FoundAddress = {
      ...found,
      searched: 'a/b c?d#e&f=ü',
      stream: 'a/b c?d#e&f=ü',
      query: {
        filter: { users: ['x y&z=1'], keys: [2n ** 63n] },
        text: 'a b',
        pattern: '"x y" -z',
      },
    };
    const uri = vscode.Uri.parse(searchUri(address).toString(), true);
    assert.deepEqual(searchAddress(uri), address);
  });
});
