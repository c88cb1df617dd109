import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { runQuery } from '../../../src/commands/queries/runQuery';
import type { Context } from '../../../src/commands/context';
import { insightsLanguage } from '../../../src/editor/languages';
import { isMistaken, QueryDocuments } from '../../../src/queries/queryDocuments';
import { CloudWatchSource } from '../../../src/sources/cloudwatch/cloudWatchSource';
import { sampleConnectionName } from '../../../src/sources/connections/connection';
import { writeQueryDocument } from '../../../src/sources/insights/queryDocument';
import { queryLibrary } from '../../../src/sources/insights/queryLibrary';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { activated, activeEditor, languageReady, opened, until } from '../openDocuments';
import { sampleConnection as connection, useSampleEndpoint } from '../sampleEndpoint';
import type { StoredStream } from '../storedStreams';

describe('a query with Logs Insights', () => {
  const sample = useSampleEndpoint();
  let streams: readonly StoredStream[];
  let logGroup: string;

  before(async () => {
    await languageReady();
    ({ streams } = sample());
    logGroup = streams[0]?.stream.cluster.logGroup ?? '';
  });

  const range = '2026-03-01 to 2026-06-01';
  const documentOf = (
    text: string,
    asked: Partial<{ connection: string; range: string }> = {},
    logGroups: readonly string[] = [logGroup],
  ) =>
    writeQueryDocument({
      connection,
      logGroups,
      range,
      comments: ['Some events'],
      text,
      ...asked,
    });
  const show = async (content: string): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument({
      language: insightsLanguage,
      content,
    });
    await vscode.window.showTextDocument(document);
    return document;
  };
  const run = () => vscode.commands.executeCommand('cloudhsm.runQuery');
  /** The document of the result that a run shows. */
  const result = async (): Promise<vscode.TextDocument> => {
    await run();
    const { document } = activeEditor();
    assert.equal(document.languageId, 'cloudhsm-result');
    return document;
  };
  const problems = (document: vscode.TextDocument) =>
    vscode.languages
      .getDiagnostics(document.uri)
      .map(({ range: place, message }) => [document.getText(place), message] as const);

  const failedLogins = (): number =>
    streams
      .flatMap(({ events }) => events)
      .filter(({ message }) => message.includes('CN_LOGIN') && message.includes('HSM Error'))
      .length;

  it('of the library gives the table that the log itself would give', async () => {
    const query = queryLibrary().find(({ id }) => id === 'failed-logins');
    await show(documentOf(query?.text ?? ''));
    const text = (await result()).getText();
    const counts = [...text.matchAll(/^\w+ +(\d+) +2026-/gm)].map(([, count]) => Number(count));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      failedLogins(),
    );
    assert.match(text, /^! Scanned .*: less than \$0\.01/m);
  });

  it('runs from a file too, and a row leads to its event in its stream', async () => {
    const content = documentOf('fields @timestamp, @message\n| filter @message like "CN_LOGIN"\n');
    const document = await opened('logins.cwli', content);
    assert.equal(document.languageId, insightsLanguage);
    await vscode.window.showTextDocument(document);
    const table = await result();
    const line = table
      .getText()
      .split('\n')
      .findIndex((text) => text.startsWith('2026-'));
    activeEditor().selection = new vscode.Selection(line, 0, line, 0);
    await vscode.commands.executeCommand('cloudhsm.goToStoredEvent');
    const { document: stream, selection } = activeEditor();
    assert.equal(stream.uri.scheme, 'cloudhsm-log');
    const event = stream.getText(
      new vscode.Range(selection.active, selection.active.translate(5, 0)),
    );
    assert.match(event, /^Time.*\n(?:.*\n)*.*CN_LOGIN/);
    const [definition] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      table.uri,
      new vscode.Position(line, 3),
    );
    assert.equal(definition?.targetUri.toString(), stream.uri.toString());
    assert.ok(definition.targetRange.start.isEqual(selection.active));
  });

  it('that the service does not understand is marked where it says, until it changes', async () => {
    const document = await show(documentOf('fields @timestamp\n| filtre opcode = "CN_LOGIN"\n'));
    void run();
    await until('the place is marked', () => problems(document).length > 0);
    const [[place, message] = ['', '']] = problems(document);
    assert.match(message, /does not understand the query/);
    assert.match(place, /filtre/);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# changed\n');
    await vscode.workspace.applyEdit(edit);
    await until('the mark is gone', () => problems(document).length === 0);
  });

  it('says of the sample, which no engine is behind, what can be done with it instead', async () => {
    await show(documentOf('fields @timestamp\n', { connection: sampleConnectionName }));
    const sourceOf = (): SampleSource => new SampleSource();
    const queries = new QueryDocuments(sourceOf, () => Date.now());
    const context = { queries, sourceOf, clock: () => Date.now() } as unknown as Context;
    try {
      await assert.rejects(Promise.resolve(runQuery(context)()), {
        name: 'HumanError',
        message:
          'Connection sample has no Logs Insights: it runs in AWS, over clusters there. Write another connection into the first line; the sample can be searched and filtered.',
      });
    } finally {
      queries.dispose();
    }
  });

  it('is estimated by what its log groups hold, beside those of clusters too', async () => {
    const { endpoint } = sample();
    const events = [{ timestamp: Date.UTC(2026, 2, 12), message: 'x'.repeat(150) }];
    endpoint.store.seed('/elsewhere/audit', 'hsm-0', events);
    const source = new CloudWatchSource({
      name: connection,
      region: 'us-east-1',
      endpoint: endpoint.url,
    });
    const queries = new QueryDocuments(
      () => source,
      () => Date.now(),
    );
    try {
      const groups = [logGroup, '/elsewhere/audit'];
      const document = await show(documentOf('fields @timestamp\n', {}, groups));
      const query = queries.query(document);
      assert.ok(!isMistaken(query));
      assert.equal(queries.estimate(query), undefined);
      await queries.learn(query, new AbortController().signal);
      assert.ok((queries.estimate(query) ?? 0) > 1000);
    } finally {
      queries.dispose();
    }
  });

  it('whose header is wrong says so while it is typed', async () => {
    const document = await show(documentOf('fields @timestamp\n', { range: 'sometime' }));
    await until('the range is marked', () => problems(document).length > 0);
    assert.equal(problems(document)[0]?.[0], 'sometime');
  });

  it('offers commands, fields of the log, opcodes and the values of its header', async () => {
    const document = await show(
      '# connection: \n# range: \nfields @timestamp\n| \n| filter u\n| filter opcode = "CN_"\n',
    );
    const labels = async (line: number, character: number): Promise<readonly string[]> => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, character),
      );
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await labels(0, 14)).includes(connection));
    assert.ok((await labels(1, 9)).includes('7d'));
    assert.ok((await labels(3, 2)).includes('parse CloudHSM events'));
    assert.ok((await labels(4, 10)).includes('userName'));
    assert.ok((await labels(5, 21)).includes('CN_LOGIN'));
  });
});

describe('a query that runs when the window ends', () => {
  const sample = useSampleEndpoint({ insights: { runningMs: Infinity } });

  it('is stopped at the service before VS Code goes on', async () => {
    const { endpoint, streams } = sample();
    const { extensionPath } = await activated();
    const document = await vscode.workspace.openTextDocument({
      language: insightsLanguage,
      content: writeQueryDocument({
        connection,
        logGroups: [streams[0]?.stream.cluster.logGroup ?? ''],
        range: '7d',
        comments: [],
        text: 'fields @timestamp\n',
      }),
    });
    await vscode.window.showTextDocument(document);
    const run = vscode.commands.executeCommand('cloudhsm.runQuery');
    await until('the query is looked at', () =>
      endpoint.requests.some(({ operation }) => operation === 'GetQueryResults'),
    );
    const main = path.join(extensionPath, 'dist', 'extension.js');
    const { deactivate } = require.cache[main]?.exports as {
      readonly deactivate: () => Promise<void>;
    };
    await deactivate();

    const [query = assert.fail()] = endpoint.queries.all;
    assert.equal(endpoint.queries.status(query, Date.now()), 'Cancelled');
    await run;
    assert.equal(activeEditor().document, document);
  });
});
