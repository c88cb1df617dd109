import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { auditLog, auditText, someTime } from '../auditTexts';
import { closeEditors, languageReady, opened, resetSettings, set, until } from '../openDocuments';

const failure = { code: 163, verdict: 'error' as const, text: 'RET_USER_LOGIN_FAILURE' };

async function symbolsOf(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  return vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
}

describe('the outline of an audit log', () => {
  before(languageReady);
  afterEach(resetSettings);
  after(closeEditors);

  it('names an event by time, opcode and outcome, with an icon by what it is about', async () => {
    const generate = auditText({
      sequence: 2,
      opcode: { name: 'CN_GENERATE_KEY', code: 0x17 },
      details: { kind: 'keys', secret: 262152, public: 0 },
    });
    const symbols = await symbolsOf(
      await opened(
        'outline/three.hsmaudit',
        auditLog(auditText(), auditText({ response: failure }), generate),
      ),
    );
    assert.deepEqual(
      symbols.map(({ name, detail, kind }) => [name, detail, kind]),
      [
        ['03:12:07.140 CN_LOGIN', 'payments_app', vscode.SymbolKind.Event],
        ['03:12:07.140 CN_LOGIN failed', 'payments_app', vscode.SymbolKind.Event],
        ['03:12:07.140 CN_GENERATE_KEY', '', vscode.SymbolKind.Field],
      ],
    );
  });

  it('covers each event from its first to its last character', async () => {
    for (const end of ['\n', '\r\n']) {
      const text = auditLog(auditText(), auditText({ sequence: 1 })).trimEnd();
      const document = await opened(
        `outline/range${end.length}.hsmaudit`,
        text.replaceAll('\n', end),
      );
      const symbols = await symbolsOf(document);
      assert.deepEqual(
        symbols.map(({ range }) => document.getText(range).replaceAll(end, '\n')),
        [auditText(), auditText({ sequence: 1 })],
      );
    }
  });

  it('says the day where there is more than one', async () => {
    const later = auditText({ sequence: 1, usecs: someTime + 86_400_000_000n });
    const symbols = await symbolsOf(
      await opened('outline/days.hsmaudit', auditLog(auditText(), later)),
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['2026-03-12 03:12:07.140 CN_LOGIN', '2026-03-13 03:12:07.140 CN_LOGIN'],
    );
  });

  it('groups more than 2,000 events by day, and a full day by hour, with none left out', async () => {
    const events = Array.from({ length: 2600 }, (_, sequence) =>
      auditText({ sequence, usecs: someTime + BigInt(sequence) * 10_000_000n }),
    );
    const nextDay = auditText({ sequence: 2600, usecs: someTime + 2n * 86_400_000_000n });
    const days = await symbolsOf(
      await opened('outline/many.hsmaudit', auditLog(...events, nextDay)),
    );
    assert.deepEqual(
      days.map(({ name }) => name),
      ['2026-03-12', '2026-03-14'],
    );
    const hours = days[0]?.children ?? [];
    assert.equal(hours[0]?.name, '03:00');
    assert.equal(
      hours.reduce((sum, { children }) => sum + children.length, 0),
      2600,
    );
    assert.equal(days[1]?.children.length, 1);
    for (const hour of hours) {
      assert.ok(hour.children.every(({ range }) => hour.range.contains(range)));
    }
  });

  it('groups more than 2,000 events by session where that is chosen', async () => {
    const events = Array.from({ length: 2100 }, (_, index) =>
      auditText({
        sequence: index,
        usecs: someTime + BigInt(index) * 1000n,
        sessionHandle: index % 2 === 0 ? 0x7014006 : 0x9014000,
        ...(index < 2 ? {} : { opcode: { name: 'CN_GENERATE_KEY', code: 0x17 } }),
      }),
    );
    await set('cloudhsm.outline.groups', 'session');
    const document = await opened('outline/sessions.hsmaudit', auditLog(...events));
    let symbols: readonly vscode.DocumentSymbol[] = [];
    await until('there are two sessions', async () => {
      symbols = await symbolsOf(document);
      return symbols.length === 2;
    });
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [name, detail, children.length]),
      ['0x7014006', '0x9014000'].map((handle) => [
        '2026-03-12 03:12:07.140 payments_app'.replace(
          '.140',
          handle === '0x9014000' ? '.141' : '.140',
        ),
        `session ${handle} (inferred), 1050 events`,
        1050,
      ]),
    );
    assert.equal(symbols[0]?.range.end.line, auditText().split('\n').length - 1, 'its first event');
  });

  it('lists only sessions with a failure where there are very many', async () => {
    const events = Array.from({ length: 10_001 }, (_, index) =>
      auditText({
        sequence: index,
        usecs: someTime + BigInt(index) * 1000n,
        // Five events a session, each of a connection of its own.
        sessionHandle: 0x4000 * (1 + Math.floor(index / 5)),
        ...(index % 5 === 0 ? {} : { opcode: { name: 'CN_GENERATE_KEY', code: 0x17 } }),
        ...(index === 77 ? { response: failure } : {}),
      }),
    );
    await set('cloudhsm.outline.groups', 'session');
    const document = await opened('outline/many-sessions.hsmaudit', auditLog(...events));
    let symbols: readonly vscode.DocumentSymbol[] = [];
    await until('the sessions are there', async () => {
      symbols = await symbolsOf(document);
      return symbols.length === 2;
    });
    // VS Code sorts them by their first events.
    const [others, failed] = symbols;
    assert.equal(others?.name, '2000 sessions without a failure');
    assert.equal(others.detail, '9996 events, 0 failed');
    assert.match(failed?.detail ?? '', /, 5 events, 1 failed$/);
    assert.equal(failed?.children.length, 1);
  });

  it('lists only what failed of more than 10,000 events, or all where that is chosen', async () => {
    const events = Array.from({ length: 10_001 }, (_, index) =>
      auditText({
        sequence: index,
        usecs: someTime + BigInt(index) * 1000n,
        ...(index === 77 ? { response: failure } : {}),
      }),
    );
    const document = await opened('outline/failures.hsmaudit', auditLog(...events));
    const listed = async (): Promise<readonly (readonly [string, number])[]> => {
      const [day] = await symbolsOf(document);
      return (day?.children ?? []).map(({ detail, children }) => [detail, children.length]);
    };
    assert.deepEqual(await listed(), [['10001 events, 1 failed', 1]]);
    await set('cloudhsm.outline.events', 'all');
    await until('every event is listed', async () => (await listed())[0]?.[1] === 10_001);
    assert.deepEqual(await listed(), [['10001 events', 10_001]]);
  });
});

describe('an audit log', () => {
  before(languageReady);
  after(closeEditors);

  it('folds each event to its first line', async () => {
    const document = await opened(
      'fold/two.hsmaudit',
      auditLog(auditText(), auditText({ sequence: 1 })),
    );
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    const lines = auditText().split('\n').length;
    assert.deepEqual(
      ranges.map(({ start, end }) => [start, end]),
      [
        [0, lines - 1],
        [lines + 1, 2 * lines],
      ],
    );
  });
});
