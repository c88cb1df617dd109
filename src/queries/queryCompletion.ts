import * as vscode from 'vscode';
import { opcodes } from '../audit/reference/opcodes';
import { auditParse } from '../sources/insights/auditParse';
import { headerKeys, readQueryDocument } from '../sources/insights/queryDocument';
import {
  auditFields,
  builtInFields,
  namesIn,
  queryCommandWords,
  queryFunctionWords,
  type QueryWord,
} from './queryWords';

const { CompletionItemKind: Kind } = vscode;

/** Offers what may stand at a place of a query, or of its header. */
export class QueryCompletion implements vscode.CompletionItemProvider {
  /** The characters that ask for it, beside letters. */
  static readonly triggers = ['@', '|', '"', '#', ':'];

  /** @param connections gives the names of the connections */
  constructor(private readonly connections: () => readonly string[]) {}

  provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.CompletionItem[] {
    const line = document.lineAt(position.line).text.slice(0, position.character);
    const { textAt, text } = readQueryDocument(document.getText());
    const [, key] = /^\s*#\s*([\w ]+?)\s*:/.exec(line) ?? [];
    if (key !== undefined) return this.valuesOf(key.toLowerCase(), document, position, line);
    if (/^\s*#/.test(line)) return document.offsetAt(position) <= textAt + 1 ? keyItems() : [];
    const quote = /"([\w]*)$/.exec(line);
    if (quote !== null && line.split('"').length % 2 === 0) return opcodeItems();
    const isStart = /(?:^|\|)\s*\w*$/.test(line);
    return isStart ? commandItems() : wordItems(document, position, text);
  }

  private valuesOf(
    key: string,
    document: vscode.TextDocument,
    position: vscode.Position,
    line: string,
  ): vscode.CompletionItem[] {
    const start = line.indexOf(':') + 1;
    const blanks = /^\s*/.exec(line.slice(start))?.[0].length ?? 0;
    const value = new vscode.Range(
      position.with({ character: start + blanks }),
      document.lineAt(position.line).range.end,
    );
    return this.values(key).map(({ name, meaning }, index) => {
      const item = new vscode.CompletionItem(name, Kind.Value);
      item.detail = meaning;
      item.range = value;
      item.insertText = blanks === 0 ? ` ${name}` : name;
      item.filterText = item.insertText;
      item.sortText = String(index).padStart(3, '0');
      return item;
    });
  }

  private values(key: string): readonly QueryWord[] {
    if (key === 'connection') return this.connections().map((name) => ({ name, meaning: '' }));
    if (key !== 'range') return [];
    return [
      { name: '15m', meaning: vscode.l10n.t('the last 15 minutes') },
      { name: '1h', meaning: vscode.l10n.t('the last hour') },
      { name: '1d', meaning: vscode.l10n.t('the last day') },
      { name: '7d', meaning: vscode.l10n.t('the last week') },
      { name: '30d', meaning: vscode.l10n.t('the last 30 days') },
      {
        name: '2026-03-12 03:00 to 04:00',
        meaning: vscode.l10n.t('from one time to another, UTC'),
      },
      { name: 'start to end', meaning: vscode.l10n.t('everything that is stored') },
    ];
  }
}

function keyItems(): vscode.CompletionItem[] {
  return headerKeys.map((key) => {
    const item = new vscode.CompletionItem(`${key}:`, Kind.Property);
    item.insertText = `${key}: `;
    return item;
  });
}

function opcodeItems(): vscode.CompletionItem[] {
  return opcodes.map(({ name, short }) => {
    const item = new vscode.CompletionItem(name, Kind.EnumMember);
    item.detail = vscode.l10n.t(short);
    return item;
  });
}

function commandItems(): vscode.CompletionItem[] {
  const items = queryCommandWords().map((word) => itemOf(word, Kind.Keyword));
  const parse = new vscode.CompletionItem('parse CloudHSM events', Kind.Snippet);
  parse.insertText = auditParse;
  parse.detail = vscode.l10n.t('Takes audit events apart, of both generations of the format');
  parse.documentation = auditFields.join(', ');
  return [...items, parse];
}

function wordItems(
  document: vscode.TextDocument,
  position: vscode.Position,
  text: string,
): vscode.CompletionItem[] {
  // With its `@`, which is no letter of a word everywhere.
  const range = document.getWordRangeAtPosition(position, /@?\w+|@/);
  const own = namesIn(text);
  const parsed = auditFields.filter((name) => !own.includes(name));
  const items = [
    ...own.map((name) => ({ name, meaning: vscode.l10n.t('A field of this query') })),
    ...parsed.map((name) => ({
      name,
      meaning: vscode.l10n.t('A field that “parse CloudHSM events” makes'),
    })),
    ...builtInFields(),
  ].map((word) => itemOf(word, Kind.Field));
  for (const item of items) if (range !== undefined) item.range = range;
  return [...items, ...queryFunctionWords().map((word) => itemOf(word, Kind.Function))];
}

function itemOf({ name, meaning }: QueryWord, kind: vscode.CompletionItemKind) {
  const item = new vscode.CompletionItem(name, kind);
  item.detail = meaning;
  return item;
}
