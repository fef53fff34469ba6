import * as vscode from "vscode";
import { isImported } from "../../core/registration/imported";
import type { TreeNode } from "./node";

/** Draws nodes as a tree view. */
export class NodeTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly roots: () => Promise<readonly TreeNode[]>) {}

  /** Draws `node` and what is below it anew; without one, everything. */
  repaint(node?: TreeNode): void {
    this.changed.fire(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = node.look();
    item.id = node.id;
    item.contextValue = menuContext(node, item.contextValue);
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const nodes = node === undefined ? await this.roots() : await node.children?.();
    return [...(nodes ?? [])];
  }

  /** The editor asks for it before it brings a row into sight; that is done with rows of the first level only. */
  getParent(): undefined {
    return undefined;
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** The menus leave out of a row that was entered by hand what only a directory could do. */
function menuContext({ registration }: TreeNode, context = ""): string {
  const byHand = registration !== undefined && isImported(registration);
  return byHand && !/\bimported\b/.test(context) ? `${context}.imported` : context;
}
