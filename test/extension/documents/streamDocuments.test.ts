import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sourceUri } from '../../../src/documents/decoded/decodedAddress';
import type { LogStream } from '../../../src/sources/logSource';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { hoverAt } from '../editor/hovers';
import { activated, activeEditor, closeEditors, showLine, until } from '../openDocuments';
import { messages, shownEvents, storedStreams, type StoredStream } from '../storedStreams';

async function rejects(what: Thenable<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(Promise.resolve(what), (error: unknown) => {
    assert.ok(error instanceof Error);
    assert.match(error.message, message);
    return true;
  });
}

describe('a stream of the sample, opened by its address', () => {
  let streams: readonly StoredStream[];
  let longest: StoredStream;
  let uri: vscode.Uri;
  /** How many events a stream opens with. */
  let page: number;

  before(async () => {
    await activated();
    streams = await storedStreams(new SampleSource());
    longest = streams.reduce((one, other) =>
      other.events.length > one.events.length ? other : one,
    );
    uri = longest.uri('sample');
    page = await newestPage(longest.stream);
  });
  afterEach(closeEditors);

  it('has an address that reads as connection, log group and stream', () => {
    assert.match(
      uri.toString(),
      /^cloudhsm-log:\/sample\/aws\/cloudhsm\/cluster-\w+\/hsm-\w+\.hsmaudit$/,
    );
  });

  it('is the text of its events, in the language of audit logs', async () => {
    for (const { uri: address, events } of streams) {
      const document = await vscode.workspace.openTextDocument(address('sample'));
      assert.equal(document.languageId, 'cloudhsm-audit');
      assert.deepEqual(shownEvents(document), messages(events.slice(-page)));
    }
  });

  it('is explained by hovers', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const hover = await hoverAt(document, new vscode.Position(0, 2));
    assert.match(hover?.words ?? '', /^Time /);
  });

  it('cannot be written, renamed or deleted', async () => {
    const { fs } = vscode.workspace;
    assert.equal(fs.isWritableFileSystem('cloudhsm-log'), false);
    assert.equal(fs.isWritableFileSystem('cloudhsm-decoded'), false);
    const before = await fs.readFile(uri);
    await rejects(fs.writeFile(uri, new Uint8Array([1])), /./);
    await rejects(fs.delete(uri), /./);
    await rejects(fs.rename(uri, uri.with({ path: `${uri.path}2` })), /./);
    await rejects(fs.createDirectory(uri.with({ path: '/sample/new' })), /./);
    assert.deepEqual(await fs.readFile(uri), before);
    const { permissions, size } = await fs.stat(uri);
    assert.equal(permissions, vscode.FilePermission.Readonly);
    assert.equal(size, before.length);
  });

  it('grows at its start by each page of older events, until the stream is whole', async () => {
    assert.ok(longest.events.length > page, 'the sample has no stream of two pages');
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await showLine(document, 20);
    const line = document.lineAt(20).text;
    for (let shown = page; shown < longest.events.length;) {
      shown = Math.min(shown + page, longest.events.length);
      await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
      await until('older events are here', () => shownEvents(document).length === shown);
      assert.deepEqual(shownEvents(document), messages(longest.events.slice(-shown)));
    }
    assert.equal(document.lineAt(editor.selection.active.line).text, line, 'the cursor moved');
    assert.ok(editor.selection.active.line > 20);
    assert.equal(document.isDirty, false);

    const whole = document.getText();
    await vscode.commands.executeCommand('cloudhsm.openOlderEvents', uri);
    assert.equal(document.getText(), whole);
  });

  it('opens decoded at the event where the cursor stands, and goes back to it', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const events = shownEvents(document);
    const [first = '', second = ''] = events;
    const inSecond = document.positionAt(document.getText().indexOf(second)).line + 3;
    await showLine(document, inSecond);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');

    const decoded = activeEditor();
    assert.equal(decoded.document.languageId, 'cloudhsm-decoded');
    assert.equal(decoded.document.lineCount, events.length + 2, 'a header, and the last line end');
    const { line } = decoded.selection.active;
    assert.equal(line, 2);
    assert.ok(decoded.document.lineAt(line).text.includes(sequenceOf(second)));
    assert.ok(decoded.document.lineAt(line - 1).text.includes(sequenceOf(first)));
    assert.ok(decoded.document.lineAt(line).text.includes(longest.stream.name));

    await vscode.commands.executeCommand('cloudhsm.goToRawEvent');
    const raw = activeEditor();
    assert.equal(raw.document.uri.toString(), uri.toString());
    assert.equal(raw.document.offsetAt(raw.selection.active), document.getText().indexOf(second));
  });

  it('goes from every line of the decoded view to its own event', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const events = shownEvents(document);
    await showLine(document, 0);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    const decoded = activeEditor().document;
    for (const line of [1, 7, 50, events.length]) {
      await showLine(decoded, line);
      await vscode.commands.executeCommand('cloudhsm.goToRawEvent');
      const { document: raw, selection } = activeEditor();
      const text = raw.getText().slice(raw.offsetAt(selection.active));
      assert.ok(text.startsWith(events[line - 1]!), `line ${line}`);
    }
  });

  it('keeps its decoded view up to date', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await showLine(document, 0);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    const decoded = activeEditor().document;
    const before = decoded.lineCount;
    const shown = shownEvents(document).length;
    await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
    const more = Math.min(page, longest.events.length - shown);
    await until('older events are here', () => decoded.lineCount === before + more);
  });

  it('keeps what its decoded view knows when a person gives that another language', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await showLine(document, 0);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    const { document: decoded } = activeEditor();
    await vscode.languages.setTextDocumentLanguage(decoded, 'plaintext');
    await vscode.languages.setTextDocumentLanguage(decoded, 'cloudhsm-decoded');
    await showLine(decoded, 3);
    await vscode.commands.executeCommand('cloudhsm.goToRawEvent');
    assert.equal(activeEditor().document.uri.toString(), uri.toString());
    assert.ok(activeEditor().selection.active.line > 0);
  });

  it('has a decoded view whose cells are explained', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await showLine(document, 0);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    const decoded = activeEditor().document;
    const { text } = decoded.lineAt(1);
    const says = async (cell: string): Promise<string> => {
      const hover = await hoverAt(decoded, new vscode.Position(1, text.indexOf(cell) + 1));
      assert.equal(hover && decoded.getText(hover.range), cell);
      return hover?.words ?? '';
    };
    const [
      time = '',
      outcome = '',
      opcode = '',
      subject = '',
      response = '',
      meaning = '',
      ,
      sequence = '',
    ] = text.split(/ {2,}/);
    assert.match(await says(time), /^Time .*\n[^]*UTC: /);
    assert.match(await says(sequence), /^Sequence number /);
    assert.match(await says(opcode), /^Opcode /);
    assert.match(await says(meaning), /^Opcode /);
    assert.match(await says(outcome), /^Response /);
    assert.match(await says(response), /^Response /);
    if (subject !== '-') assert.match(await says(subject), /^(User name|Private|Public|Key)/);
    assert.equal(await hoverAt(decoded, new vscode.Position(0, 2)), undefined);
  });

  it('that the sample does not have is a sentence, not a stack', async () => {
    const gone = uri.with({ path: uri.path.replace(/hsm-\w+/, 'hsm-nothere') });
    await rejects(
      vscode.workspace.openTextDocument(gone),
      /The sample has no log ".*hsm-nothere"\. Refresh the list\./,
    );
  });

  it('has no decoded view for an address that was not made here', async () => {
    const broken = vscode.Uri.from({ scheme: 'cloudhsm-decoded', path: '/a', query: ':' });
    assert.equal(sourceUri(broken), undefined);
    await vscode.workspace.fs.stat(broken); // it is a folder
  });

  it('of a connection that does not exist is a sentence that says so', async () => {
    await rejects(
      vscode.workspace.openTextDocument(longest.uri('nowhere')),
      /There is no connection "nowhere"\. Add it, or open the log from another one\./,
    );
  });
});

/** How many events the sample gives at once. */
async function newestPage(stream: LogStream): Promise<number> {
  for await (const { events } of new SampleSource().read(stream, { direction: 'older' })) {
    return events.length;
  }
  return 0;
}

function sequenceOf(event: string): string {
  return /Sequence No\s*: (0x[0-9a-f]+)/.exec(event)?.[1] ?? 'no sequence number';
}
