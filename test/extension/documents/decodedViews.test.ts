import * as assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { decodedAddress, decodedUri, viewUri } from '../../../src/documents/decoded/decodedAddress';
import { auditLog, auditText, hostileNames, loginOf, someTime } from '../auditTexts';
import {
  activated,
  activeEditor,
  closeEditors,
  file,
  resetSettings,
  set,
  showLine,
  until,
} from '../openDocuments';

const failure = { code: 163, verdict: 'error', text: 'RET_USER_LOGIN_FAILURE' } as const;

/** A login that is followed by a key event of another session of its connection. */
function events(count: number): readonly string[] {
  return Array.from({ length: count }, (_, sequence) =>
    loginOf(`user${sequence % 3}`, {
      sequence,
      usecs: someTime + BigInt(sequence) * 1_000_000n,
      sessionHandle: 0x7014000 + sequence * 0x4000,
      ...(sequence % 2 === 0 ? {} : { response: failure }),
    }),
  );
}

function lines(): readonly string[] {
  return activeEditor().document.getText().trimEnd().split('\n');
}

async function run(command: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`cloudhsm.${command}`, ...args);
}

describe('a decoded view', () => {
  before(activated);
  afterEach(async () => {
    await closeEditors();
    await resetSettings();
  });

  it('has the columns of the setting, and takes others while it is open', async () => {
    await set('cloudhsm.decoded.columns', ['sequence', 'subject']);
    await run('openDecoded', await file('views/columns.hsmaudit', auditLog(...events(3))));
    assert.deepEqual(
      lines().map((line) => line.split(/ {2,}/).length),
      [2, 2, 2, 2],
    );
    const { document } = activeEditor();
    await set('cloudhsm.decoded.columns', ['outcome', 'session', 'category']);
    await until('the new columns are here', () => document.lineAt(0).text.startsWith('Outcome'));
    assert.match(document.lineAt(2).text, /^FAILED 163 {2,}0x7018000 {2,}login$/);
  });

  it('grows with its log, and both ways lead to the same event then', async () => {
    const all = events(40);
    const uri = await file('views/grown.hsmaudit', auditLog(...all.slice(0, 30)));
    const raw = await vscode.workspace.openTextDocument(uri);
    await showLine(raw, 0);
    await run('openDecoded');
    const decoded = activeEditor().document;
    await showLine(decoded, 20);

    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, raw.positionAt(raw.getText().length), auditLog(...all.slice(30)));
    await vscode.workspace.applyEdit(edit);
    await until('the view has grown', () => decoded.lineCount === 42);
    assert.equal(activeEditor().selection.active.line, 20, 'the cursor moved');
    await run('goToRawEvent');
    const at = activeEditor();
    assert.equal(at.document.uri.toString(), uri.toString());
    const text = raw.getText().slice(raw.offsetAt(at.selection.active));
    assert.ok(text.startsWith(all[19]!));

    // At once after an edit, before anybody told the view.
    const front = new vscode.WorkspaceEdit();
    front.insert(uri, new vscode.Position(0, 0), auditLog(auditText({ sequence: 99 })));
    await vscode.workspace.applyEdit(front);
    await run('openDecoded');
    const line = decoded.lineAt(activeEditor().selection.active.line).text;
    assert.match(line, / 0x13$/, line);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await showLine(raw, 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is filtered by the user, the key and the session at the cursor, one after the other', async () => {
    const key = auditText({
      sequence: 9,
      opcode: { name: 'CN_WRAP_KEY', code: 0x1a },
      sessionHandle: 0x7014003,
      details: { kind: 'keys', secret: 262152, public: 0 },
    });
    const uri = await file('views/cursor.hsmaudit', auditLog(...events(6), key));
    const raw = await vscode.workspace.openTextDocument(uri);
    await showLine(raw, 9);
    await run('filterByUser');
    assert.deepEqual(decodedAddress(activeEditor().document.uri)?.filter, { users: ['user0'] });
    assert.equal(lines().length, 4);
    assert.equal(activeEditor().selection.active.line, 2, 'the cursor is not on its event');
    await run('filterBySession');
    assert.equal(
      lines()[1],
      '! Only these events are shown: user "user0", connection 0x7014000 (inferred), reboot counter 0x107',
    );
    assert.equal(lines().length, 3);

    await showLine(raw, raw.lineCount - 2);
    await run('filterBySession');
    assert.equal(lines().length, 4, 'the login of the connection is not there');
    await showLine(raw, raw.lineCount - 2);
    await run('filterByKey');
    assert.equal(lines().length, 3);
    await run('goToRawEvent');
    assert.ok(raw.getText().slice(raw.offsetAt(activeEditor().selection.active)).startsWith(key));
  });

  it('grows with a file that no editor shows', async () => {
    const all = events(6);
    const write = (count: number): Promise<vscode.Uri> =>
      file('views/packed.gz', gzipSync(auditLog(...all.slice(0, count))));
    await run('openDecoded', await write(4));
    assert.equal(lines().length, 5);
    const { document } = activeEditor();
    await write(6);
    await until('the view has grown', () => document.lineCount === 8);
  });

  it('stays filtered when its log grows', async () => {
    const uri = await file('views/filtered.hsmaudit', auditLog(...events(5)));
    const raw = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(decodedUri(uri, { outcomes: ['failure'] }));
    const { document } = activeEditor();
    assert.equal(document.lineCount, 5);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, raw.positionAt(raw.getText().length), auditLog(...events(4)));
    await vscode.workspace.applyEdit(edit);
    await until('the view has grown', () => document.lineCount === 7);
    await showLine(raw, 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('of several logs goes by time, and leads to the raw event of each', async () => {
    const at = (name: string, usecs: number) => loginOf(name, { usecs: someTime + BigInt(usecs) });
    const a = await file(
      'views/hsm-aaaaaaaaaaa.hsmaudit',
      auditLog(at('bob', 0), at('eve', 5_000_000)),
    );
    const b = await file('views/hsm-bbbbbbbbbbb.hsmaudit', auditLog(at('bob', 27_400)));
    await run('mergeLogs', a, [a, b]);
    const cells = lines()
      .slice(1)
      .map((line) => line.split(/ {2,}/));
    assert.deepEqual(
      cells.map(([, hsm, , , , copies]) => [hsm, copies]),
      [
        ['hsm-aaaaaaaaaaa', 'also on hsm-bbbbbbbbbbb'],
        ['hsm-bbbbbbbbbbb', 'login of hsm-aaaaaaaaaaa, +27.4 ms'],
        ['hsm-aaaaaaaaaaa', '-'],
      ],
    );
    const { document } = activeEditor();
    await showLine(document, 2);
    await run('goToRawEvent');
    assert.equal(activeEditor().document.uri.toString(), b.toString());
    await showLine(document, 3);
    await run('filterByUser');
    assert.equal(lines().length, 3);
    await run('goToRawEvent');
    assert.equal(activeEditor().document.uri.toString(), a.toString());
    assert.ok(activeEditor().selection.active.line > 5);
  });

  it('is gone through by what it shows: past what a filter hides, and from HSM to HSM', async () => {
    const at = (name: string, seconds: number, failed: boolean) =>
      loginOf(name, {
        sequence: seconds,
        usecs: someTime + BigInt(seconds) * 1_000_000n,
        ...(failed ? { response: failure } : {}),
      });
    const one = await file(
      'views/hsm-ccccccccccc.hsmaudit',
      auditLog(at('bob', 0, false), at('alice', 1, true), at('bob', 4, true)),
    );
    const other = await file(
      'views/hsm-ddddddddddd.hsmaudit',
      auditLog(at('bob', 2, true), at('bob', 6, true)),
    );
    const reached = async (command: string, runs: number, from = 0): Promise<readonly number[]> => {
      const editor = await showLine(activeEditor().document, from);
      const places: number[] = [];
      for (let left = runs; left > 0; left--) {
        await run(command);
        places.push(editor.selection.active.line);
      }
      return places;
    };
    await vscode.window.showTextDocument(viewUri({ sources: [one], filter: { users: ['bob'] } }));
    assert.equal(lines().length, 4, 'a header, what it shows, two events');
    assert.deepEqual(await reached('goToNextFailure', 2), [3, 3]);
    assert.deepEqual(await reached('goToNextOfUser', 1, 2), [3]);
    await vscode.window.showTextDocument(viewUri({ sources: [one, other], filter: {} }));
    assert.deepEqual(await reached('goToNextFailure', 4), [2, 3, 4, 5]);
    assert.deepEqual(await reached('goToPreviousFailure', 2, 5), [4, 3]);
    assert.deepEqual(await reached('goToNextOfUser', 3, 1), [3, 4, 5]);
  });

  it('has an address that gives its logs and its filter back, whatever they are called', () => {
    for (const name of [...hostileNames, 'a b?c#d%20&=/\\', '\u202e', '../..']) {
      const sources = [vscode.Uri.file(`/tmp/${name} 1.log`), vscode.Uri.file('/tmp/2.log')];
      const filter = { users: [name], keys: [1n << 63n] };
      const uri = vscode.Uri.parse(viewUri({ sources, filter }).toString(), true);
      const back = decodedAddress(uri);
      assert.deepEqual(back?.sources.map(String), sources.map(String));
      assert.deepEqual(back.filter, filter);
      assert.match(uri.path, /^\/[^/\\\p{Cc}\p{Cf}]*\.hsmdecoded$/u);
    }
  });

  it('is empty of events where the filter finds none, and says what it shows', async () => {
    const uri = await file('views/none.hsmaudit', auditLog(...events(3)));
    await vscode.window.showTextDocument(decodedUri(uri, { keys: [4n] }));
    assert.deepEqual(lines().slice(1), ['! Only these events are shown: key 4']);
  });
});
