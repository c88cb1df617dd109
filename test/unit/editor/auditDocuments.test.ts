import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { AuditLog } from '../../../src/audit/table/auditLog';
import { AuditDocuments } from '../../../src/editor/auditDocuments';
import { auditLogText } from '../../bench/fixtures/auditLog';

/** A document as far as it is read, that can be edited and closed. */
class Edited {
  version = 1;
  isClosed = false;
  asked = 0;

  constructor(private text: string) {}

  getText(): string {
    this.asked++;
    return this.text;
  }

  edit(change: (text: string) => string): void {
    this.text = change(this.text);
    this.version++;
  }

  get document(): vscode.TextDocument {
    return this as unknown as vscode.TextDocument;
  }
}

/** Documents whose readings pause after every step; each pause calls `meanwhile` with its number. */
function documentsOf(meanwhile: (pause: number) => void = () => undefined): AuditDocuments {
  let pauses = 0;
  return new AuditDocuments({
    now: () => 0,
    sliceMs: 0,
    pause: () => {
      meanwhile(++pauses);
      return Promise.resolve();
    },
  });
}

/** Long enough for several steps. */
const text = auditLogText(8000, 5);

describe('an audit document that is read in slices', () => {
  it('gives all of its events, once whoever asks', async () => {
    let pauses = 0;
    const edited = new Edited(text);
    const documents = documentsOf((pause) => (pauses = pause));
    const logs = await Promise.all([
      documents.read(edited.document),
      documents.read(edited.document),
    ]);
    assert.ok(pauses >= 3);
    assert.equal(logs[0]?.length, 8000);
    assert.equal(logs[1], logs[0]);
    assert.equal(edited.asked, 1);
    assert.equal(documents.log(edited.document), logs[0]);
    assert.equal(await documents.read(edited.document), logs[0]);
  });

  it('is there at once for whoever cannot wait, from where the slices have come to', async () => {
    const edited = new Edited(text);
    const now: AuditLog[] = [];
    const documents = documentsOf((pause) => {
      if (pause === 3) now.push(documents.log(edited.document));
    });
    const log = await documents.read(edited.document);
    assert.equal(now[0]?.length, 8000);
    assert.equal(log, now[0]);
    assert.equal(edited.asked, 1);
  });

  it('gives what it says after an edit in the middle of being read', async () => {
    const edited = new Edited(text);
    const documents = documentsOf((pause) => {
      if (pause === 3) edited.edit((old) => old.slice(0, old.indexOf('\n\nTime:', 1000) + 2));
    });
    const log = await documents.read(edited.document);
    assert.equal(log?.text, edited.getText());
    assert.ok(log.length > 0 && log.length < 20);
  });

  it('follows edits that come faster than it is read', async () => {
    const edited = new Edited(text);
    const documents = documentsOf(() => edited.edit((old) => `${old}\n`));
    const log = await documents.read(edited.document);
    assert.equal(log?.text, edited.getText());
    assert.equal(log.length, 8000);
  });

  it('is not read on when it is closed', async () => {
    let pauses = 0;
    const edited = new Edited(text);
    const documents = documentsOf((pause) => {
      pauses = pause;
      edited.isClosed = true;
    });
    assert.equal(await documents.read(edited.document), undefined);
    assert.equal(pauses, 1);
  });

  it('takes over the events before an edit', async () => {
    const edited = new Edited(text);
    let pauses = 0;
    const documents = documentsOf((pause) => (pauses = pause));
    await documents.read(edited.document);
    const anew = pauses;
    edited.edit((old) => old + auditLogText(1, 6));
    const log = await documents.read(edited.document);
    assert.equal(log?.length, 8001);
    assert.ok(pauses - anew < anew);
  });

  it('is tried again after its text could not be had', async () => {
    const edited = new Edited(text);
    const failing = edited as { getText(): string };
    failing.getText = () => {
      throw new Error('no text');
    };
    const documents = documentsOf();
    await assert.rejects(documents.read(edited.document), /no text/);
    assert.throws(() => documents.log(edited.document), /no text/);
    failing.getText = () => text;
    assert.equal(documents.log(edited.document).length, 8000);
  });
});
