import * as vscode from "vscode";
import { errorText, isCancelled } from "../../base/errors";
import { message } from "../../base/message";
import { DisposableStore } from "../../base/lifecycle";
import type { Interaction } from "../../core/ports";
import type { RegistrationSummary } from "../../core/registration/registration";
import type { Ui } from "../parts";
import { withViewProgress } from "../progress";
import { plainText } from "../text";
import { ActionNode } from "./actionNode";
import { FailureNode } from "./failureNode";
import type { Painting } from "./lazyGroupNode";
import { LoadMoreNode } from "./loadMoreNode";
import type { TreeNode } from "./node";
import { PlanNode } from "./planNode";
import { registrationRows } from "./registrationGroups";
import { badgeOf, descriptionOf, messageOf } from "./registrationsHeader";
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
    this.store.add(ui.plans.onDidChange(() => this.update()));
    this.store.add(ui.registrations.onDidCreate((created) => void this.reveal(created)));
    this.store.add(ui.settings.onDidChange(() => this.update()));
    this.store.add(ui.directories.onDidChange(() => this.update()));
    // Open rows show what was granted; nothing of the header does
    this.store.add(ui.consent.onDidChange(() => this.tree.repaint()));
    this.store.add({ dispose: () => this.closing.abort() });
    this.store.add(ui.expiry.onDidChange(() => this.showBadge()));
    // Known from before, and to be seen while the view is not
    this.showBadge();
  }

  dispose(): void {
    this.store.dispose();
  }

  /** First paint: whoever is signed in already is asked silently, and that is one request. */
  private async roots(): Promise<readonly TreeNode[]> {
    const { registrations, plans } = this.ui;
    if (registrations.list.status === "unknown") this.loading ??= this.load("silent");
    await this.loading;
    const { list } = registrations;
    const nodes: TreeNode[] = [];
    if (list.status === "failed" && list.failure !== undefined) {
      nodes.push(new FailureNode("failure", list.failure, () => this.load("prompt")));
    }
    for (const journal of plans.stopped) nodes.push(new PlanNode(journal, this.ui.clock));
    nodes.push(...registrationRows(this.ui, this.painting));
    // Registrations entered by hand are there without a sign-in, and then no welcome text offers one.
    if (nodes.length > 0 && list.status === "signedOut") {
      const title = message("Sign in to see your registrations");
      nodes.push(new ActionNode(title, "entraMail.signInToManage", "sign-in"));
    }
    if (list.hasMore) nodes.push(new LoadMoreNode(list.items.length, list.total));
    return nodes;
  }

  private get painting(): Painting {
    return { repaint: (node) => this.tree.repaint(node), signal: this.closing.signal };
  }

  /** Brings the row of a new registration into sight; the keyboard stays where it is. */
  private async reveal(created: RegistrationSummary): Promise<void> {
    if (!this.view.visible) return;
    try {
      const row = new RegistrationNode(this.ui, created, this.painting);
      await this.view.reveal(row, { select: true, focus: false });
    } catch (error) {
      // A search or a filter may leave it out
      this.ui.log.info(`The new row was not brought into sight: ${errorText(error)}`);
    }
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

  private showBadge(): void {
    this.view.badge = badgeOf(this.ui.expiry.attention());
  }

  private update(): void {
    const { list } = this.ui.registrations;
    this.showBadge();
    this.view.description = descriptionOf(this.ui).map(plainText).join(" · ");
    this.view.message = messageOf(list);
    setContext("registrations.state", registrationsState(list));
    setContext("registrations.hasMore", list.hasMore);
    setContext("registrations.searching", list.query.search !== undefined);
    setContext("plans.unfinished", this.ui.plans.stopped.length > 0);
    this.tree.repaint();
  }
}

function setContext(name: string, value: unknown): void {
  void vscode.commands.executeCommand("setContext", `entraMail.${name}`, value);
}
