import * as vscode from "vscode";
import { DisposableStore } from "../../base/lifecycle";
import type { Ui } from "../parts";
import { MailboxNode } from "./mailboxNode";
import type { TreeNode } from "./node";
import { NodeTree } from "./tree";

const viewId = "entraMail.mailboxes";

/** Rows tell minutes: "valid 43 min", "2 min ago". */
const repaintMilliseconds = 60_000;

/** The view "Mailboxes". It repaints itself whenever the service has changed, and once a minute while it is seen. */
export class MailboxesView implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly tree: NodeTree;
  private readonly view: vscode.TreeView<TreeNode>;
  private ticking: NodeJS.Timeout | undefined;

  constructor(private readonly ui: Ui) {
    this.tree = this.store.add(new NodeTree(async () => this.roots()));
    this.view = this.store.add(
      vscode.window.createTreeView(viewId, { treeDataProvider: this.tree }),
    );
    this.store.add(ui.mailboxes.onDidChange(() => this.tree.repaint()));
    this.store.add(this.view.onDidChangeVisibility(({ visible }) => this.tick(visible)));
    this.store.add({ dispose: () => this.tick(false) });
    this.tick(this.view.visible);
  }

  dispose(): void {
    this.store.dispose();
  }

  private roots(): readonly TreeNode[] {
    return this.ui.mailboxes.mailboxes.map((mailbox) => new MailboxNode(this.ui, mailbox));
  }

  private tick(visible: boolean): void {
    clearInterval(this.ticking);
    if (!visible) return;
    this.tree.repaint();
    this.ticking = setInterval(() => this.tree.repaint(), repaintMilliseconds);
    this.ticking.unref();
  }
}
