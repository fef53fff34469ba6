import * as vscode from "vscode";
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
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const nodes = node === undefined ? await this.roots() : await node.children?.();
    return [...(nodes ?? [])];
  }

  dispose(): void {
    this.changed.dispose();
  }
}
