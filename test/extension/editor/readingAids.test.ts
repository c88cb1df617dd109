import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { auditLog, auditText, loginOf, someTime } from '../auditTexts';
import {
  closeEditors,
  languageReady,
  opened,
  resetSettings,
  set,
  settled,
  showLine,
  until,
} from '../openDocuments';

const failure = { code: 163, verdict: 'error' as const, text: 'RET_USER_LOGIN_FAILURE' };

const log = auditLog(
  auditText(),
  auditText({ sequence: 1, usecs: someTime + 2_100_000n, response: failure }),
  auditText({
    sequence: 2,
    usecs: someTime + 60_000_000n,
    opcode: { name: 'CN_GENERATE_KEY', code: 0x17 },
    details: { kind: 'keys', secret: 262_152, public: 0 },
  }),
  loginOf('bob', { sequence: 3, usecs: someTime + 120_000_000n, response: failure }),
);

async function hintsIn(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<readonly string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[] | undefined>(
    'vscode.executeInlayHintProvider',
    document.uri,
    range,
  );
  return (hints ?? []).map(({ label, position }) => {
    const line = document.lineAt(position.line).text;
    assert.equal(position.character, line.trimEnd().length, 'a hint stands at the end of its line');
    assert.equal(typeof label, 'string');
    return `${line.split(':')[0]?.trim()}: ${label as string}`;
  });
}

function whole(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}

describe('inlay hints in an audit log', () => {
  before(languageReady);
  beforeEach(() => set('cloudhsm.inlayHints', 'on'));
  afterEach(async () => {
    await resetSettings();
    await closeEditors();
  });

  it('say what an opcode does, why it failed, which role a type is, how long after', async () => {
    const document = await opened('hints/all.hsmaudit', log);
    const hints = await hintsIn(document, whole(document));
    assert.ok(hints.includes('Opcode: User login'), hints.join('\n'));
    assert.ok(hints.includes('Opcode: Generate symmetric key'));
    assert.ok(hints.includes('User Type: crypto user'));
    assert.ok(hints.includes('Time: +2.1 s'));
    assert.ok(hints.some((hint) => hint.startsWith('Response: ')));
    assert.equal(hints.filter((hint) => hint.startsWith('Response: ')).length, 2, 'failures only');
  });

  it('come for the lines that are asked for, and no others', async () => {
    const document = await opened('hints/range.hsmaudit', log);
    const line = document.positionAt(log.indexOf('CN_GENERATE_KEY')).line;
    const hints = await hintsIn(document, new vscode.Range(line, 0, line, 40));
    assert.deepEqual(hints, ['Opcode: Generate symmetric key']);
  });

  it('are off by a setting', async () => {
    await set('cloudhsm.inlayHints', 'off');
    const document = await opened('hints/off.hsmaudit', log);
    assert.deepEqual(await hintsIn(document, whole(document)), []);
  });
});

describe('going through an audit log', () => {
  before(languageReady);
  after(closeEditors);

  /** The lines that a command leads to, one run after another. */
  async function lines(name: string, from: number, runs: number): Promise<readonly number[]> {
    const editor = await showLine(await opened('go/log.hsmaudit', log), from);
    const reached: number[] = [];
    for (let run = 0; run < runs; run++) {
      await vscode.commands.executeCommand(`cloudhsm.${name}`);
      await settled();
      reached.push(editor.selection.active.line);
    }
    return reached;
  }

  function lineOf(event: number): number {
    const places = [...log.matchAll(/^Time/gm)];
    return log.slice(0, places[event]!.index).split('\n').length - 1;
  }

  it('goes from failure to failure, both ways, and stays at the last one', async () => {
    assert.deepEqual(await lines('goToNextFailure', 0, 3), [lineOf(1), lineOf(3), lineOf(3)]);
    assert.deepEqual(await lines('goToPreviousFailure', lineOf(3) + 2, 2), [lineOf(1), lineOf(1)]);
  });

  it('goes on in the session, or with the user, of the event at the cursor', async () => {
    assert.deepEqual(await lines('goToNextOfSession', 0, 2), [lineOf(1), lineOf(2)]);
    assert.deepEqual(await lines('goToNextOfUser', 0, 2), [lineOf(1), lineOf(1)]);
    assert.deepEqual(await lines('goToPreviousOfUser', lineOf(1), 1), [lineOf(0)]);
  });

  it('goes on with the key of the event at the cursor, and back', async () => {
    const key = (sequence: number, secret: number) =>
      auditText({
        sequence,
        opcode: { name: 'CN_WRAP_KEY', code: 0x1a },
        details: { kind: 'keys', secret, public: 0 },
      });
    const keys = auditLog(key(0, 7), key(1, 8), key(2, 7));
    const third = keys
      .split('\n')
      .reduce((at, line, index) => (line.startsWith('Time') ? index : at), 0);
    const editor = await showLine(await opened('go/keys.hsmaudit', keys), 0);
    await vscode.commands.executeCommand('cloudhsm.goToNextOfKey');
    assert.equal(editor.selection.active.line, third);
    await vscode.commands.executeCommand('cloudhsm.goToPreviousOfKey');
    assert.equal(editor.selection.active.line, 0);
    await vscode.commands.executeCommand('cloudhsm.goToNextOfSession');
    await vscode.commands.executeCommand('cloudhsm.goToPreviousOfSession');
    assert.equal(editor.selection.active.line, 0);
  });

  it('stays where the event names no key', async () => {
    assert.deepEqual(await lines('goToNextOfKey', 3, 1), [3]);
  });

  it('folds the events that succeeded, and unfolds them', async () => {
    const editor = await showLine(await opened('go/fold.hsmaudit', log), 0);
    const shown = () =>
      editor.visibleRanges.reduce((sum, { start, end }) => sum + end.line - start.line + 1, 0);
    const before = shown();
    await vscode.commands.executeCommand('cloudhsm.foldSuccessfulEvents');
    await until('lines are hidden', () => editor.visibleRanges.length > 1);
    assert.ok(shown() < before);
    assert.ok(
      editor.visibleRanges.some(
        ({ start, end }) => start.line <= lineOf(1) + 5 && end.line >= lineOf(1) + 5,
      ),
    );
    await vscode.commands.executeCommand('cloudhsm.unfoldSuccessfulEvents');
    await until('they are back', () => editor.visibleRanges.length === 1);
  });
});
