import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AuditDocuments } from '../../../src/editor/auditDocuments';
import { EndLenses } from '../../../src/editor/fetched/endLenses';
import type { FetchedDocument } from '../../../src/editor/fetched/fetchedDocument';
import { ProblemFixes } from '../../../src/editor/problems/problemFixes';
import { partlyLoaded } from '../../../src/editor/problems/problems';
import { problemSource } from '../../../src/editor/problems/problemSource';
import { auditLog, auditText } from '../auditTexts';
import { activated, opened } from '../openDocuments';

const whole: FetchedDocument = {
  eventCount: 1,
  hasOlder: false,
  isRange: false,
  missing: undefined,
};
const part: FetchedDocument = { ...whole, hasOlder: true };
const never: vscode.Event<unknown> = () => new vscode.Disposable(() => undefined);

/** Titles and commands of what a document offers for one problem. */
async function fixes(fetched: FetchedDocument | undefined, code: string) {
  const document = await opened('partly/fix.hsmaudit', auditLog(auditText()));
  const range = new vscode.Range(0, 0, 0, 4);
  const problem = new vscode.Diagnostic(range, 'Something is wrong');
  problem.source = problemSource;
  problem.code = code;
  const context: vscode.CodeActionContext = {
    diagnostics: [problem],
    only: undefined,
    triggerKind: vscode.CodeActionTriggerKind.Invoke,
  };
  const offered = new ProblemFixes(() => fetched, new AuditDocuments()).provideCodeActions(
    document,
    range,
    context,
  );
  return offered.map(({ title, command, isPreferred = false }) => ({
    title,
    command: command?.command,
    isPreferred,
  }));
}

async function lenses(fetched: FetchedDocument | undefined) {
  const document = await opened('partly/lens.hsmaudit', auditLog(auditText()));
  const provider = new EndLenses(() => fetched, never);
  const { lineCount } = document;
  return provider.provideCodeLenses(document).map(({ range, command }) => ({
    atEnd: range.start.line === lineCount - 1,
    title: command?.title ?? '',
    command: command?.command,
  }));
}

describe('a document that holds a part of its stream', () => {
  before(activated);

  for (const code of [partlyLoaded, 'late-start', 'filtered-log']) {
    it(`offers its older events as the fix of ${code}`, async () => {
      const [first] = await fixes(part, code);
      assert.deepEqual(first, {
        title: 'Open older events',
        command: 'cloudhsm.openOlderEvents',
        isPreferred: true,
      });
    });
  }

  for (const [isRange, what] of [
    [true, 'range'],
    [false, 'stream'],
  ] as const) {
    it(`offers what is missing of its ${what} as the fix of a gap`, async () => {
      const [first] = await fixes(
        { ...part, isRange, missing: 'An hour is not here.' },
        'sequence-gap',
      );
      assert.deepEqual(first, {
        title: `Fetch what is missing of the ${what}`,
        command: 'cloudhsm.openNewerEvents',
        isPreferred: true,
      });
    });
  }

  it('offers only to hide what older events do not answer, as a whole document and a file do', async () => {
    for (const [fetched, code] of [
      [part, 'time-backwards'],
      // It lies between two events that are here.
      [part, 'sequence-gap'],
      [whole, 'sequence-gap'],
      [undefined, 'sequence-gap'],
    ] as const) {
      assert.deepEqual(
        (await fixes(fetched, code)).map(({ command }) => command),
        ['cloudhsm.hideProblems', 'workbench.action.openSettings'],
      );
    }
  });

  it('has the way to older events above and to newer ones below, and a file has neither', async () => {
    const shown = await lenses(part);
    assert.deepEqual(
      shown.map(({ atEnd, command }) => [atEnd, command]),
      [
        [false, 'cloudhsm.openOlderEvents'],
        [true, 'cloudhsm.openNewerEvents'],
      ],
    );
    assert.deepEqual(await lenses(undefined), []);
  });

  it('says where the stream begins', async () => {
    const [top] = await lenses(whole);
    assert.equal(top?.command, '');
    assert.match(top.title, /^The stream begins here/);
  });

  it('says above what could not be fetched, as text', async () => {
    const [top] = await lenses({ ...part, missing: 'An hour of $(alert)\u202e is not here.' });
    assert.equal(top?.command, 'cloudhsm.openNewerEvents');
    assert.match(top.title, /^\$\(warning\) An hour of \$\u200b\(alert\)\\u202e is not here\./);
  });
});
