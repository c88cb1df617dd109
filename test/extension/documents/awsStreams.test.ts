import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewUri } from '../../../src/documents/decoded/decodedAddress';
import { FetchedStream } from '../../../src/documents/streams/fetchedStream';
import { ShownStreams } from '../../../src/documents/streams/shownStreams';
import type { StreamStore } from '../../../src/documents/streams/streamStore';
import { streamUri } from '../../../src/documents/streams/streamAddress';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { auditText } from '../auditTexts';
import { activeEditor, closeEditors, set, until } from '../openDocuments';
import { sampleConnection as connection, useSampleEndpoint } from '../sampleEndpoint';
import { messages, shownEvents, type StoredStream } from '../storedStreams';

/** Of no stream anything is kept. */
const unkept: StreamStore = {
  read: () => Promise.reject(new Error('Nothing was kept.')),
  keep: () => undefined,
  shown: new ShownStreams(
    { get: () => undefined, update: () => Promise.resolve() },
    () => undefined,
  ),
  prepare: () => undefined,
};

const page = 60;

describe('a stream of CloudWatch Logs', () => {
  const sample = useSampleEndpoint({ pageLimits: { events: page } });
  let endpoint: Endpoint;
  let stored: StoredStream;
  let uri: vscode.Uri;

  before(() => {
    ({ endpoint } = sample());
    stored = sample().streams.reduce((one, other) =>
      other.events.length > one.events.length ? other : one,
    );
    uri = stored.uri(connection);
  });

  it('opens at its newest events, in one request', async () => {
    endpoint.requests.length = 0;
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'cloudhsm-audit');
    assert.deepEqual(shownEvents(document), messages(stored.events.slice(-page)));
    assert.deepEqual(
      endpoint.requests.map(({ operation }) => operation),
      ['GetLogEvents'],
    );
  });

  it('is read with requests that only read', () => {
    assert.deepEqual(
      endpoint.requests.filter(({ operation }) => !/^(Get|Describe|Filter)/.test(operation)),
      [],
    );
  });

  it('grows by older events until each event of the stream is there once, in order', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    for (let shown = page; shown < stored.events.length;) {
      shown = Math.min(shown + page, stored.events.length);
      await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
      await until(`${shown} events are shown`, () => shownEvents(document).length >= shown);
    }
    assert.deepEqual(shownEvents(document), messages(stored.events));
    const whole = document.getText();
    await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
    assert.equal(document.getText(), whole);
  });

  it('opens decoded, with the name of its HSM on each line', async () => {
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    const { document } = activeEditor();
    for (let line = 1; line < document.lineCount - 1; line++) {
      assert.ok(document.lineAt(line).text.includes(stored.stream.name));
    }
  });

  it('keeps its address and its text with a name of any characters', async () => {
    const name = 'a/b%2F c?d#e&f=ü';
    const message = auditText();
    endpoint.store.seed('/aws/cloudhsm/cluster-odd', name, [{ timestamp: 1, message }]);
    const document = await vscode.workspace.openTextDocument(
      streamUri({ connection, logGroup: '/aws/cloudhsm/cluster-odd', stream: name }),
    );
    assert.deepEqual(shownEvents(document), [message]);
  });

  it('without events is an empty document', async () => {
    endpoint.store.seed('/aws/cloudhsm/cluster-odd', 'hsm-empty', []);
    const document = await vscode.workspace.openTextDocument(
      streamUri({ connection, logGroup: '/aws/cloudhsm/cluster-odd', stream: 'hsm-empty' }),
    );
    assert.equal(document.getText(), '');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    assert.match(activeEditor().document.getText(), /^Time \(UTC\)/);
  });

  it('is read through empty pages and a short fault of the service', async () => {
    endpoint.faults.add({ kind: 'emptyPage' }, { operation: 'GetLogEvents', next: 2 });
    endpoint.faults.add({ kind: 'internalFailure' }, { operation: 'GetLogEvents', next: 1 });
    endpoint.store.seed('/aws/cloudhsm/cluster-odd', 'hsm-shy', [
      { timestamp: 1, message: auditText() },
    ]);
    const document = await vscode.workspace.openTextDocument(
      streamUri({ connection, logGroup: '/aws/cloudhsm/cluster-odd', stream: 'hsm-shy' }),
    );
    assert.equal(shownEvents(document).length, 1);
  });

  for (const [fault, sentence] of [
    ['accessDenied', /do not allow logs:GetLogEvents on \/aws\/cloudhsm\/cluster-\w+\. Ask for/],
    ['expiredToken', /The AWS credentials in use have expired\. Renew them, then try again\./],
    ['unrecognizedClient', /AWS does not accept the access key of connection "local"/],
    ['serviceUnavailable', /has a failure of its own\. Try again in a minute/],
  ] as const) {
    it(`that cannot be read (${fault}) is an error whose text is the sentence`, async () => {
      endpoint.faults.add({ kind: fault });
      const other = stored.uri(connection).with({ path: uri.path.replace('.hsm', '2.hsm') });
      await assert.rejects(
        Promise.resolve(vscode.workspace.openTextDocument(other)),
        (error: unknown) => {
          assert.ok(error instanceof Error);
          assert.match(error.message, sentence);
          assert.doesNotMatch(error.message, /\n\s+at |Exception|arn:aws/);
          return true;
        },
      );
      await assert.rejects(
        Promise.resolve(vscode.workspace.fs.readFile(other)),
        (error: unknown) => {
          assert.ok(error instanceof vscode.FileSystemError);
          assert.match(error.message, sentence);
          return true;
        },
      );
    });
  }

  it('that does not exist says which stream and which log group', async () => {
    const gone = uri.with({ path: uri.path.replace(/hsm-\w+/, 'hsm-gone') });
    await assert.rejects(
      Promise.resolve(vscode.workspace.openTextDocument(gone)),
      /Log stream hsm-gone does not exist in \/aws\/cloudhsm\/cluster-\w+\./,
    );
  });

  it('can be read again after a failure', async () => {
    const again = uri.with({ path: uri.path.replace(/hsm-\w+/, 'hsm-later') });
    await assert.rejects(Promise.resolve(vscode.workspace.openTextDocument(again)));
    endpoint.store.seed(stored.stream.cluster.logGroup, 'hsm-later', [
      { timestamp: 1, message: auditText() },
    ]);
    const document = await vscode.workspace.openTextDocument(again);
    assert.deepEqual(shownEvents(document), [auditText()]);
  });

  it('is asked for nothing more once it is whole', async () => {
    const address = streamUri({ connection, logGroup: '/aws/cloudhsm/cluster-odd', stream: 'one' });
    endpoint.store.seed('/aws/cloudhsm/cluster-odd', 'one', [
      { timestamp: 1, message: auditText() },
    ]);
    await vscode.window.showTextDocument(address);
    await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
    endpoint.requests.length = 0;
    await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
    assert.deepEqual(endpoint.requests, []);
  });

  it('keeps what is read at the top of the editor when older events come in above', async () => {
    const address = { connection, logGroup: '/aws/cloudhsm/cluster-odd', stream: 'hsm-long' };
    const events = Array.from({ length: page + 10 }, (_, sequence) => ({
      timestamp: sequence,
      message: auditText({ sequence }),
    }));
    endpoint.store.seed(address.logGroup, address.stream, events);
    const editor = await vscode.window.showTextDocument(streamUri(address));
    const { document } = editor;
    const before = document.lineCount;
    await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
    const added = document.lineCount - before;
    assert.ok(added > 0, 'no older events came in');
    assert.equal(editor.selection.active.line, added);
    await until('the place is kept', () => {
      // Sticky scroll keeps a few lines free above.
      const top = editor.visibleRanges[0]?.start.line ?? 0;
      return top <= added && top > added - 10;
    });
  });

  describe('that goes on', () => {
    const address = { connection, logGroup: '/aws/cloudhsm/cluster-odd', stream: 'hsm-goes-on' };
    const events = Array.from({ length: 3 * page }, (_, sequence) => ({
      timestamp: sequence * 1000,
      message: auditText({ sequence }),
    }));
    let here = 0;
    const write = (count: number): void => {
      endpoint.store.seed(address.logGroup, address.stream, events.slice(here, here + count));
      here += count;
    };
    const shows = (document: vscode.TextDocument, from: number): Promise<void> =>
      until(`the events ${from} to ${here} are shown`, () => {
        const shown = shownEvents(document);
        return shown.length === here - from && shown.at(-1) === events[here - 1]?.message.trimEnd();
      });

    it('shows its newer events below, where nobody loses the place', async () => {
      here = 0;
      write(page + 10);
      const editor = await vscode.window.showTextDocument(streamUri(address));
      const { document } = editor;
      const line = document.lineCount - 1;
      editor.selection = new vscode.Selection(line, 0, line, 0);
      const [before] = editor.visibleRanges;
      write(page + 20);
      await vscode.commands.executeCommand('cloudhsm.openNewerEvents');
      await shows(document, 10);
      assert.deepEqual(shownEvents(document), messages(events.slice(10, here)));
      assert.equal(editor.selection.active.line, line);
      assert.equal(editor.visibleRanges[0]?.start.line, before?.start.line);

      await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
      await shows(document, 0);
      assert.deepEqual(shownEvents(document), messages(events.slice(0, here)));
    });

    it('shows them in its decoded view, too, and says when there are none', async () => {
      await vscode.window.showTextDocument(streamUri(address));
      await vscode.commands.executeCommand('cloudhsm.openDecoded');
      const { document } = activeEditor();
      const lines = document.lineCount;
      await vscode.commands.executeCommand('cloudhsm.openNewerEvents');
      assert.equal(document.lineCount, lines);
      write(5);
      await vscode.commands.executeCommand('cloudhsm.openNewerEvents');
      await until('five more lines are shown', () => document.lineCount === lines + 5);
    });
  });

  it('grows in a merged view by the older events of each', async () => {
    const address = { connection, logGroup: '/aws/cloudhsm/cluster-odd', stream: '' };
    const uris = ['hsm-one', 'hsm-two'].map((stream) => streamUri({ ...address, stream }));
    for (const stream of ['hsm-one', 'hsm-two']) {
      const events = Array.from({ length: page + 5 }, (_, sequence) => ({
        timestamp: sequence,
        message: auditText({ sequence }),
      }));
      endpoint.store.seed(address.logGroup, stream, events);
    }
    const { document } = await vscode.window.showTextDocument(
      viewUri({ sources: uris, filter: {} }),
    );
    const lines = document.lineCount;
    await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
    await until('the older events of both are shown', () => document.lineCount === lines + 10);
  });

  it('shows the text of the account that its connection leads to now', async () => {
    const other = await startEndpoint();
    const address = { connection, logGroup: '/aws/cloudhsm/cluster-odd', stream: 'hsm-both' };
    const [here, elsewhere] = [auditText({ sequence: 7 }), auditText({ sequence: 77 })];
    for (const [{ store }, message] of [
      [endpoint, here],
      [other, elsewhere],
    ] as const) {
      store.seed(address.logGroup, address.stream, [{ timestamp: 1, message }]);
    }
    const leadTo = ({ url }: Endpoint): Promise<void> =>
      set('cloudhsm.connections', [{ name: connection, region: 'us-east-1', endpoint: url }]);
    try {
      const { document } = await vscode.window.showTextDocument(streamUri(address));
      assert.deepEqual(shownEvents(document), [here]);
      await leadTo(other);
      await until('the other account is shown', () => shownEvents(document)[0] === elsewhere);
    } finally {
      await leadTo(endpoint);
      await closeEditors();
      await other.stop();
    }
  });

  it('has no connection of a workspace, which could send requests elsewhere', async () => {
    const update = vscode.workspace
      .getConfiguration()
      .update('cloudhsm.connections', [], vscode.ConfigurationTarget.Workspace);
    await assert.rejects(Promise.resolve(update), /cloudhsm\.connections/);
  });

  describe('whose fetch is cancelled', () => {
    const fetched = (): FetchedStream =>
      new FetchedStream(
        {
          connection,
          logGroup: stored.stream.cluster.logGroup,
          stream: stored.stream.name,
        },
        () =>
          new CloudWatchSource({ name: connection, region: 'us-east-1', endpoint: endpoint.url }),
        unkept,
        () => 0,
      );

    it('stops at once, and can be fetched after that', async () => {
      // Longer than any test may take: one that waited for the answer would not end.
      const off = endpoint.faults.add({ kind: 'latency', milliseconds: 3_600_000 });
      const stream = fetched();
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 300);
      await assert.rejects(stream.load(abort.signal), { name: 'AbortError' });
      assert.equal(stream.eventCount, 0);

      off();
      await stream.load();
      assert.equal(stream.eventCount, page);
    });

    it('keeps what it had, and loses no page', async () => {
      const stream = fetched();
      await stream.load();
      const off = endpoint.faults.add({ kind: 'latency', milliseconds: 15_000 });
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 100);
      await assert.rejects(stream.loadOlder(abort.signal), { name: 'AbortError' });
      assert.equal(stream.eventCount, page);

      off();
      while ((await stream.loadOlder()) > 0);
      assert.equal(stream.eventCount, stored.events.length);
    });
  });
});
