import * as assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { recordForms } from '../../fixtures/containers/recordForms';
import { sampleEvents } from '../../fixtures/containers/storedEvents';
import { textForms } from '../../fixtures/containers/textForms';
import { activeEditor, closeEditors, file, languageReady, until } from '../openDocuments';

const events = sampleEvents(1, 3);

/** The lines of a decoded view that show an event. */
function eventLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => /^\d{4}-/.test(line));
}

describe('a log in a container', () => {
  before(languageReady);
  afterEach(closeEditors);

  async function openDecoded(uri: vscode.Uri): Promise<string> {
    await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
    const { document } = activeEditor();
    assert.equal(document.uri.scheme, 'cloudhsm-decoded');
    await until(
      'all events are shown',
      () => eventLines(document.getText()).length === events.length,
    );
    return document.getText();
  }

  for (const [index, { title, says, write }] of [...textForms, ...recordForms].entries()) {
    it(`opens decoded, a line an event, as ${title}`, async () => {
      const uri = await file(`containers/form${index}`, write(events));
      const lines = eventLines(await openDecoded(uri));
      if (!says.stream) return;
      events.forEach(({ stream }, row) => assert.ok(lines[row]?.includes(stream), lines[row]));
    });
  }

  it('opens decoded where it is compressed', async () => {
    const records = recordForms.find(({ container }) => container === 'subscription');
    const content = gzipSync(records?.write(events) ?? '');
    const lines = eventLines(await openDecoded(await file('containers/records.gz', content)));
    assert.equal(lines.length, events.length);
  });

  it('opens decoded where it is compressed and in UTF-16, as PowerShell writes it', async () => {
    const text = recordForms.find(({ container }) => container === 'subscription')?.write(events);
    const content = gzipSync(Buffer.from(`\ufeff${String(text)}`, 'utf16le'));
    const lines = eventLines(await openDecoded(await file('containers/utf16.gz', content)));
    assert.equal(lines.length, events.length);
  });

  it('opens decoded where it is in the active editor', async () => {
    const answer = recordForms.find(({ container }) => container === 'filter-log-events');
    await vscode.window.showTextDocument(
      await file('containers/active.json', answer?.write(events) ?? ''),
    );
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    assert.equal(activeEditor().document.uri.scheme, 'cloudhsm-decoded');
  });

  it('is known by the folder of an export, and merged by it', async () => {
    const hsms = ['hsm-aaaaaaaaaaa', 'hsm-bbbbbbbbbbb'];
    const files = hsms.map((hsm) =>
      file(`containers/${hsm}/000000.log`, `${events[0]?.message ?? ''}\n`),
    );
    const [first, second] = await Promise.all(files);
    await vscode.commands.executeCommand('cloudhsm.mergeLogs', first, [first, second]);
    const lines = eventLines(activeEditor().document.getText());
    assert.equal(lines.length, hsms.length);
    hsms.forEach((hsm, row) => assert.ok(lines[row]?.includes(hsm), lines[row]));
  });

  it('leads from a decoded line to the string that holds the event', async () => {
    const answer = recordForms.find(({ container }) => container === 'filter-log-events');
    const uri = await file('containers/answer.json', answer?.write(events) ?? '');
    await openDecoded(uri);
    const decoded = activeEditor();
    const line = decoded.document
      .getText()
      .split('\n')
      .findIndex((text) => /^\d{4}-/.test(text));
    const place = new vscode.Position(line + 1, 0);
    decoded.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('cloudhsm.goToRawEvent');
    const raw = activeEditor();
    assert.equal(raw.document.uri.toString(), uri.toString());
    const rest = raw.document.getText().slice(raw.document.offsetAt(raw.selection.active));
    const literal = JSON.stringify(events[1]?.message);
    assert.equal(rest.slice(0, literal.length), literal);
  });
});
