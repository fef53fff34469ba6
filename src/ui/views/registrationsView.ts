import * as vscode from "vscode";
import { isCancelled } from "../../base/errors";
import { message } from "../../base/message";
import { DisposableStore } from "../../base/lifecycle";
import type { Interaction } from "../../core/ports";
import { needsAttention } from "../../core/registration/expiry";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withViewProgress } from "../progress";
import { plainText } from "../text";
import { FailureNode } from "./failureNode";
import { LoadMoreNode } from "./loadMoreNode";
import type { TreeNode } from "./node";
import { PlanNode } from "./planNode";
import { RegistrationNode } from "./registrationNode";
import { registrationsState } from "./registrationsState";
import { NodeTree } from "./tree";

const viewId = "entraMail.registrations";

/** The view "App Registrations". It repaints itself whenever the service has changed. */
export class RegistrationsView implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly closing = new AbortController();
  private readonly tree: NodeTree;
  private readonly view: vscode.TreeView<TreeNode>;
  private loading: Promise<void> | undefined;

  constructor(private readonly ui: Ui) {
    this.tree = this.store.add(new NodeTree(() => this.roots()));
    this.view = this.store.add(
      vscode.window.createTreeView(viewId, { treeDataProvider: this.tree, showCollapseAll: true }),
    );
    this.store.add(ui.registrations.onDidChange(() => this.update()));
    this.store.add(ui.settings.onDidChange(() => this.update()));
    this.store.add({ dispose: () => this.closing.abort() });
  }

  dispose(): void {
    this.store.dispose();
  }

  /** First paint: whoever is signed in already is asked silently, and that is one request. */
  private async roots(): Promise<readonly TreeNode[]> {
    const { registrations } = this.ui;
    if (registrations.list.status === "unknown") this.loading ??= this.load("silent");
    await this.loading;
    const { list, journals } = registrations;
    const nodes: TreeNode[] = [];
    if (list.status === "failed" && list.failure !== undefined) {
      nodes.push(new FailureNode("failure", list.failure, () => this.load("prompt")));
    }
    for (const journal of journals) nodes.push(new PlanNode(journal));
    const repaint = (node: TreeNode): void => this.tree.repaint(node);
    for (const item of list.items) {
      nodes.push(new RegistrationNode(this.ui, item, repaint, this.closing.signal));
    }
    if (list.hasMore) nodes.push(new LoadMoreNode(list.items.length, list.total));
    return nodes;
  }

  private async load(interaction: Interaction): Promise<void> {
    try {
      await withViewProgress(viewId, () =>
        this.ui.registrations.load(interaction, this.closing.signal),
      );
    } catch (error) {
      if (!isCancelled(error)) this.ui.log.error("The list could not be loaded.", error);
    } finally {
      this.loading = undefined;
    }
  }

  private update(): void {
    const { registrations, settings, clock } = this.ui;
    const { list, journals } = registrations;
    const attention = needsAttention(list.items, clock.now(), settings.expiryWarningDays);
    this.view.badge =
      attention === 0
        ? undefined
        : {
            value: attention,
            tooltip: words(
              message("{0} secrets or certificates have expired or will soon", attention),
            ),
          };
    const { account } = list;
    this.view.description = [account?.label, account?.tenantId]
      .flatMap((text) => (text === undefined ? [] : [plainText(text)]))
      .join(" · ");
    this.view.message =
      list.status === "failed" && list.failure !== undefined
        ? words(message("The list could not be loaded."))
        : "";
    setContext("registrations.state", registrationsState(list));
    setContext("registrations.hasMore", list.hasMore);
    setContext("plans.unfinished", journals.length > 0);
    this.tree.repaint();
  }
}

function setContext(name: string, value: unknown): void {
  void vscode.commands.executeCommand("setContext", `entraMail.${name}`, value);
}
