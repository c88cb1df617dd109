import * as vscode from 'vscode';
import type { ClusterTree } from './clusterTree';
import type { Node } from './nodes';

/** Stands in for the tree of clusters until the sidebar shows it. */
export class LazyTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  private subscription: vscode.Disposable | undefined;

  /** @param load gives the tree; the same one each time */
  constructor(private readonly load: () => Promise<ClusterTree>) {}

  async getTreeItem(node: Node): Promise<vscode.TreeItem> {
    return (await this.tree()).getTreeItem(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    return (await this.tree()).getChildren(node);
  }

  async getParent(node: Node): Promise<Node | undefined> {
    return (await this.tree()).getParent(node);
  }

  /** A person opened that row. */
  async expanded(node: Node): Promise<void> {
    await (await this.tree()).expanded(node);
  }

  dispose(): void {
    this.subscription?.dispose();
    this.changes.dispose();
  }

  private async tree(): Promise<ClusterTree> {
    const tree = await this.load();
    this.subscription ??= tree.onDidChangeTreeData((node) => this.changes.fire(node));
    return tree;
  }
}
