import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ClusterTree } from '../../../src/sidebar/clusterTree';
import { Favourites } from '../../../src/sidebar/favourites';
import type { Node } from '../../../src/sidebar/nodes';
import { StreamTime } from '../../../src/sidebar/streamTime';
import { checkConnections } from '../../../src/sources/connections/connectionCheck';
import { HumanError } from '../../../src/sources/humanError';
import type { LogSource } from '../../../src/sources/logSource';

/** A state that is kept nowhere. */
export function memory(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  } as vscode.Memento;
}

/** A row of the tree as VS Code has it. */
export interface Row {
  readonly node: Node;
  readonly item: vscode.TreeItem;
  readonly label: string;
}

interface TreeSettings {
  readonly showSample?: boolean;
  /** What the setting of the connections holds. Left out: one connection for each source. */
  readonly settings?: unknown;
}

/** A tree as VS Code uses it, with what a test wants to know of it. */
export function treeOf(
  sources: Readonly<Record<string, LogSource>>,
  { showSample = false, settings }: TreeSettings = {},
) {
  const setting =
    settings ??
    Object.keys(sources)
      .filter((name) => name !== 'sample')
      .map((name) => ({ name, region: 'us-east-1' }));
  const checked = checkConnections(setting);
  const reported: unknown[] = [];
  const changed: (Node | undefined)[] = [];
  const tree = new ClusterTree(
    {
      all: () => checked.connections,
      problems: () => checked.problems,
      source: (name) => {
        const source = sources[name];
        if (source === undefined) throw new HumanError(`No ${name}.`, 'addConnection');
        return source;
      },
    },
    { value: showSample },
    (node) => ({ command: 'cloudhsm.openStream', title: 'Open', arguments: [node] }),
    (error) => reported.push(error),
    new StreamTime(() => Date.UTC(2026, 5, 1), 'en'),
    () => Date.UTC(2026, 5, 1),
    new Favourites(memory()),
  );
  tree.onDidChangeTreeData((node) => changed.push(node));
  const rows = async (parent?: Row): Promise<readonly Row[]> =>
    (await tree.getChildren(parent?.node)).map((node) => {
      const item = tree.getTreeItem(node);
      assert.equal(typeof item.label, 'string', 'a label with highlights');
      assert.equal(tree.getParent(node), parent?.node);
      return { node, item, label: item.label as string };
    });
  const row = async (label: string, parent?: Row): Promise<Row> => {
    const children = await rows(parent);
    const found = children.find((child) => child.label === label);
    assert.ok(found, `${label} is not among ${children.map((child) => child.label).join(', ')}`);
    return found;
  };
  return { tree, rows, row, reported, changed };
}

export function labels(rows: readonly Row[]): readonly string[] {
  return rows.map(({ label }) => label);
}

export function icon({ item }: Row): string | undefined {
  return item.iconPath instanceof vscode.ThemeIcon ? item.iconPath.id : undefined;
}
