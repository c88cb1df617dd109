import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import {
  ReadonlyFiles,
  type FileContent,
  type FileContents,
} from '../documents/files/readonlyFiles';
import { RecentlyUsed } from '../documents/recentlyUsed';
import { HumanError } from '../sources/humanError';
import type { KeptTables, QueryResult } from '../sources/insights/keptTables';
import { resultText, type ResultText } from '../sources/insights/resultText';
import { resultId, resultUri } from './resultAddress';

/** So many results are kept in memory; older ones are on the disk. */
const mostInMemory = 6;

interface Shown {
  readonly result: QueryResult;
  readonly shown: ResultText;
}

/** A row of a result. */
export interface ResultRow {
  readonly result: QueryResult;
  /** From 0. */
  readonly index: number;
}

/** What queries gave, as the files of the scheme `cloudhsm-result`. No query is ever run again for them. */
export class ResultDocuments implements FileContents, vscode.Disposable {
  /** By id. */
  private readonly inMemory = new RecentlyUsed<Shown>(mostInMemory);
  readonly files: ReadonlyFiles;

  /**
   * @param kept what lasts longer than the window
   * @param newId gives an id that no other result has
   * @param report takes every error, for the log
   */
  constructor(
    private readonly kept: () => Promise<Pick<KeptTables, 'keep' | 'result'>>,
    private readonly locale: string,
    private readonly newId: () => string,
    private readonly report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
  }

  /** Adds a result. @returns the address of its document */
  async add(result: QueryResult): Promise<vscode.Uri> {
    const id = this.newId();
    this.inMemory.set(id, { result, shown: resultText(result, this.locale) });
    try {
      await (await this.kept()).keep(id, result);
    } catch (error) {
      // A disk that fails costs the window after this one its result, and no more.
      this.report(error);
    }
    return resultUri(id, result);
  }

  /** The result of a URI; undefined for a URI that names none, or one that is no longer kept. */
  async result(uri: vscode.Uri): Promise<QueryResult | undefined> {
    return (await this.find(uri))?.result;
  }

  /** The row that a line shows; undefined for the header and notes. */
  async rowAt(uri: vscode.Uri, line: number): Promise<ResultRow | undefined> {
    const found = await this.find(uri);
    if (found === undefined) return undefined;
    const index = line - found.shown.firstRow;
    return index >= 0 && index < found.shown.rows ? { result: found.result, index } : undefined;
  }

  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    if (resultId(uri) === undefined) return undefined;
    const found = await this.find(uri);
    if (found !== undefined) return { text: found.shown.text, changed: found.result.asked };
    throw new HumanError(
      l10n.t('This result is no longer kept. Run its query again: that is charged for once more.'),
    );
  }

  dispose(): void {
    this.files.dispose();
  }

  private async find(uri: vscode.Uri): Promise<Shown | undefined> {
    const id = resultId(uri);
    if (id === undefined) return undefined;
    const known = this.inMemory.get(id);
    if (known !== undefined) return known;
    const result = await (await this.kept()).result(id);
    if (result === undefined) return undefined;
    const found = { result, shown: resultText(result, this.locale) };
    this.inMemory.set(id, found);
    return found;
  }
}
