import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { streamUri } from '../../../src/documents/streams/streamAddress';
import { startEndpoint } from '../../endpoint/server';
import { auditLog, auditText, someTime } from '../auditTexts';
import { closeEditors, languageReady, opened, resetSettings, set, until } from '../openDocuments';

const withGap = auditLog(
  auditText(),
  auditText({ sequence: 1 }),
  auditText({ sequence: 5 }),
  auditText({ sequence: 6 }),
);

/** Of an event, in Unix µs. */
function timeOf(sequence: number): number {
  return Date.UTC(2026, 1, 3) * 1000 + sequence * 60_000_000;
}

function problemsOf({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'CloudHSM');
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

async function found(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  const find = () => problemsOf(document).find((problem) => codeOf(problem) === code);
  await until(`${code} is among the problems`, () => find() !== undefined);
  return find()!;
}

async function fixesOf(
  document: vscode.TextDocument,
  { range }: vscode.Diagnostic,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range);
}

describe('the problems of an audit log', () => {
  before(languageReady);
  afterEach(async () => {
    await resetSettings();
    await closeEditors();
  });

  it('say what is wrong and where, what it is compared with, and where to read more', async () => {
    const document = await opened('problems/gap.hsmaudit', withGap);
    const gap = await found(document, 'sequence-gap');
    assert.equal(gap.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(document.lineAt(gap.range.start.line).text, /0x5/);
    assert.match(gap.relatedInformation?.[0]?.message ?? '', /CN_LOGIN/);
    assert.ok(typeof gap.code === 'object');
    assert.match(gap.code.target.toString(), /^https:\/\/docs\.aws\.amazon\.com\//);
  });

  it('of a gap in a fetched stream lead to the late events of exactly that time', async () => {
    const endpoint = await startEndpoint();
    const logGroup = '/aws/cloudhsm/cluster-late';
    const seed = (...sequences: readonly number[]): void =>
      endpoint.store.seed(
        logGroup,
        'hsm-late',
        sequences.map((sequence) => ({
          timestamp: Math.floor(timeOf(sequence) / 1000),
          message: auditText({ sequence, usecs: BigInt(timeOf(sequence)) }),
        })),
      );
    try {
      await set('cloudhsm.connections', [
        { name: 'late', region: 'us-east-1', endpoint: endpoint.url },
      ]);
      seed(0, 1, 4, 5);
      const uri = streamUri({ connection: 'late', logGroup, stream: 'hsm-late' });
      const editor = await vscode.window.showTextDocument(uri);
      const { document } = editor;
      const gap = await found(document, 'sequence-gap');
      seed(2, 3);
      endpoint.requests.length = 0;
      const fix = (await fixesOf(document, gap)).find(({ title }) =>
        title.includes('this gap again'),
      );
      assert.equal(fix?.command?.command, 'cloudhsm.fetchGap');
      assert.equal(fix.isPreferred, true);
      // From the palette it is the fix of the problem at the cursor.
      editor.selection = new vscode.Selection(gap.range.start, gap.range.start);
      await vscode.commands.executeCommand('cloudhsm.fetchGap');
      await until(
        'the gap is closed',
        () => !problemsOf(document).some((problem) => codeOf(problem) === 'sequence-gap'),
      );
      const asked = endpoint.requests
        .filter(({ operation }) => operation === 'GetLogEvents')
        .map(({ input }) => Object(input) as { readonly startTime?: number });
      const from = Math.floor(timeOf(1) / 1000);
      assert.ok(asked.some(({ startTime }) => startTime === from));
    } finally {
      await closeEditors();
      await endpoint.stop();
    }
  });

  it('call a fetched stream a part until its beginning is here, and check it as a whole then', async () => {
    const endpoint = await startEndpoint();
    const logGroup = '/aws/cloudhsm/cluster-begun';
    try {
      await set('cloudhsm.connections', [
        { name: 'begun', region: 'us-east-1', endpoint: endpoint.url },
      ]);
      endpoint.store.seed(
        logGroup,
        'hsm-begun',
        [3, 4].map((sequence) => ({
          timestamp: Math.floor(timeOf(sequence) / 1000),
          message: auditText({ sequence, usecs: BigInt(timeOf(sequence)) }),
        })),
      );
      const uri = streamUri({ connection: 'begun', logGroup, stream: 'hsm-begun' });
      const { document } = await vscode.window.showTextDocument(uri);
      const part = await found(document, 'partly-loaded');
      assert.match(part.message, /^This document holds the newest 2 events/);
      await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
      await until('it is no part any more', () => {
        const codes = problemsOf(document).map(codeOf);
        return !codes.includes('partly-loaded') && codes.includes('late-start');
      });
      const late = await found(document, 'late-start');
      assert.equal(late.severity, vscode.DiagnosticSeverity.Warning);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
      );
      const titles = lenses.map(({ command }) => command?.title);
      assert.ok(titles.includes('The stream begins here.'), titles.join());
    } finally {
      await closeEditors();
      await endpoint.stop();
    }
  });

  it('call a time range a part of its stream', async () => {
    const endpoint = await startEndpoint();
    const logGroup = '/aws/cloudhsm/cluster-ranged';
    try {
      await set('cloudhsm.connections', [
        { name: 'ranged', region: 'us-east-1', endpoint: endpoint.url },
      ]);
      const ms = (sequence: number): number => Math.floor(timeOf(sequence) / 1000);
      endpoint.store.seed(
        logGroup,
        'hsm-ranged',
        [0, 1, 2].map((sequence) => ({
          timestamp: ms(sequence),
          message: auditText({ sequence, usecs: BigInt(timeOf(sequence)) }),
        })),
      );
      const range = { from: ms(1), to: ms(3) };
      const uri = streamUri({ connection: 'ranged', logGroup, stream: 'hsm-ranged', range });
      const { document } = await vscode.window.showTextDocument(uri);
      const part = await found(document, 'partly-loaded');
      assert.match(part.message, /^This document holds 2 events of a time range/);
    } finally {
      await closeEditors();
      await endpoint.stop();
    }
  });

  it('are none for a log that is whole', async () => {
    const document = await opened(
      'problems/whole.hsmaudit',
      auditLog(auditText(), auditText({ sequence: 1 })),
    );
    const other = await opened('problems/gap2.hsmaudit', withGap);
    await found(other, 'sequence-gap'); // so that both have been checked
    assert.deepEqual(problemsOf(document), []);
  });

  it('count as what the setting says, or not at all', async () => {
    const document = await opened('problems/rules.hsmaudit', withGap);
    await found(document, 'sequence-gap');
    await set('cloudhsm.check.rules', { 'sequence-gap': 'error' });
    await until('it is an error', () =>
      problemsOf(document).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
    await set('cloudhsm.check.rules', { '*': 'off' });
    await until('it is gone', () => problemsOf(document).length === 0);
  });

  it('say how many more there are than one list holds', async () => {
    const events = Array.from({ length: 12_000 }, (_, sequence) =>
      auditText({ sequence, usecs: someTime - (sequence % 11 === 5 ? 1n : 0n) }),
    );
    const document = await opened('problems/many.hsmaudit', auditLog(...events));
    await found(document, 'time-backwards');
    const problems = problemsOf(document);
    const [more] = problems.filter(({ code }) => code === undefined);
    const left = Number(/There are (\d+) more problems/.exec(more?.message ?? '')?.[1]);
    assert.equal(problems.length - 1 + left, 1091);
    assert.ok(problems.length < 1000);
  });

  it('are not disturbed by settings that are nonsense', async () => {
    await set('cloudhsm.check.rules', 'no object');
    const document = await opened('problems/nonsense.hsmaudit', withGap);
    const gap = await found(document, 'sequence-gap');
    assert.equal(gap.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('are hidden in a file by a quick fix, and shown again by a command', async () => {
    const document = await opened('problems/hide.hsmaudit', withGap);
    await vscode.window.showTextDocument(document);
    const gap = await found(document, 'sequence-gap');
    const hide = (await fixesOf(document, gap)).find(({ title }) => title.startsWith('Hide'));
    assert.equal(hide?.title, 'Hide “sequence-gap” in this file');
    const { command = '', arguments: given = [] } = hide.command ?? {};
    await vscode.commands.executeCommand(command, ...(given as unknown[]));
    await until('it is hidden', () => problemsOf(document).length === 0);
    await vscode.commands.executeCommand('cloudhsm.showHiddenProblems');
    await found(document, 'sequence-gap');
  });

  it('follow what is typed, and go when the document closes', async () => {
    const document = await opened('problems/typed.hsmaudit', auditLog(auditText()));
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      document.lineAt(document.lineCount - 1).range.end,
      withGap.slice(auditLog(auditText()).length),
    );
    await vscode.workspace.applyEdit(edit);
    await found(document, 'sequence-gap');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the problems are gone', () => problemsOf(document).length === 0);
  });
});
