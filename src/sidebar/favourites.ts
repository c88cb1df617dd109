import * as vscode from 'vscode';
import type { ClusterNode, StreamNode } from './nodes';
import { nodeId } from './treeItems';

const stateKey = 'cloudhsm.favourites';

/** A favourite by name. */
interface FavouritePlace {
  /** The connection's name. */
  readonly connection: string;
  readonly logGroup: string;
  /** Undefined for a cluster. */
  readonly stream: string | undefined;
}

/** The clusters and streams that a person wants to see first. Kept for all windows, by name alone. */
export class Favourites {
  /** @param state of the whole editor */
  constructor(private readonly state: vscode.Memento) {}

  has(node: ClusterNode | StreamNode): boolean {
    return this.ids().includes(nodeId(node));
  }

  async set(node: ClusterNode | StreamNode, isFavourite: boolean): Promise<void> {
    const id = nodeId(node);
    const others = this.ids().filter((one) => one !== id);
    await this.state.update(stateKey, isFavourite ? [...others, id] : others);
  }

  /** Where all of them are. */
  places(): readonly FavouritePlace[] {
    return this.ids().flatMap((id) => {
      const [connection, logGroup, stream] = JSON.parse(id) as readonly string[];
      return connection === undefined || logGroup === undefined
        ? []
        : { connection, logGroup, stream };
    });
  }

  /** The items with the favourites first, else in their order. */
  first<Item extends ClusterNode | StreamNode>(items: readonly Item[]): readonly Item[] {
    const ids = new Set(this.ids());
    if (ids.size === 0) return items;
    const isFavourite = (item: Item): boolean => ids.has(nodeId(item));
    return [...items.filter(isFavourite), ...items.filter((item) => !isFavourite(item))];
  }

  /** Marks the row of a favourite. */
  mark(node: ClusterNode | StreamNode, item: vscode.TreeItem): vscode.TreeItem {
    if (!this.has(node)) return item;
    const { color } = item.iconPath instanceof vscode.ThemeIcon ? item.iconPath : {};
    item.iconPath = new vscode.ThemeIcon('star-full', color);
    item.contextValue = `${item.contextValue ?? ''}.favourite`;
    const words = vscode.l10n.t('Favourite: it comes first.');
    item.tooltip = typeof item.tooltip === 'string' ? `${item.tooltip}\n${words}` : words;
    const { label = '' } = item.accessibilityInformation ?? {};
    item.accessibilityInformation = { label: [label, vscode.l10n.t('favourite')].join(', ') };
    return item;
  }

  /**
   * The names of the favourites in a list.
   *
   * @param id of the node that the list stands under
   */
  under(id: string): readonly string[] {
    const parent = JSON.parse(id) as readonly string[];
    return this.ids().flatMap((one) => {
      const parts = JSON.parse(one) as readonly string[];
      const isChild = parts.length === parent.length + 1;
      return isChild && parent.every((part, at) => parts[at] === part) ? parts.slice(-1) : [];
    });
  }

  private ids(): readonly string[] {
    return this.state.get<readonly string[]>(stateKey, []);
  }
}
