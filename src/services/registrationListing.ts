import { untilAborted } from "../base/async";
import { isCancelled } from "../base/errors";
import { Emitter } from "../base/event";
import { SharedWork } from "../base/sharedWork";
import type { Finding } from "../core/diagnosis/finding";
import { type FailureCode, isFailure } from "../core/failure";
import { isDeclined } from "../core/oauth/declined";
import type { ListQuery } from "../core/directoryPorts";
import type { ApplicationDirectory, Clock, GraphTokenSource, Interaction } from "../core/ports";
import type { RegistrationSummary } from "../core/registration/registration";
import { RecentWrites } from "./recentWrites";

/** What the tree shows, whatever happened while it was fetched. */
export interface RegistrationList {
  /** What was asked for. */
  readonly query: ListQuery;
  readonly status: "unknown" | "loading" | "loaded" | "signedOut" | "forbidden" | "failed";
  readonly items: readonly RegistrationSummary[];
  /** Number of all registrations, where Graph told it. */
  readonly total: number | undefined;
  readonly hasMore: boolean;
  readonly account: { readonly label: string; readonly tenantId: string | undefined } | undefined;
  /** For `forbidden` and `failed`. */
  readonly failure: Finding | undefined;
  /** For `failed`: somebody said no on the sign-in page. */
  readonly declined?: true;
}

const emptyList: RegistrationList = {
  query: { view: "all" },
  status: "unknown",
  items: [],
  total: undefined,
  hasMore: false,
  account: undefined,
  failure: undefined,
};

/** Failures that are a state of the view of their own; all others are `failed`, which keeps the rows. */
const statusByFailure: Readonly<Partial<Record<FailureCode, RegistrationList["status"]>>> = {
  "signIn.required": "signedOut",
  "signIn.scopeMissing": "forbidden",
  "signIn.preauthorizationMissing": "forbidden",
  "graph.forbidden": "forbidden",
};

export interface RegistrationListingParts {
  readonly directory: ApplicationDirectory;
  readonly tokens: GraphTokenSource;
  readonly clock: Clock;
}

/** The list of registrations, page by page. */
export class RegistrationListing {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly recent = new RecentWrites();
  private shown = emptyList;
  /** The list before a load began; a cancelled load returns to it. */
  private settled = emptyList;
  private rows: readonly RegistrationSummary[] = [];
  private next: string | undefined;
  /** Who asked last; told also when the answer was no. */
  private account: RegistrationList["account"];
  /** Only the newest load may change the list. */
  private turn = 0;
  /** The turn in which somebody has promised a load. */
  private awaited: number | undefined;
  private readonly more = new SharedWork<void>();
  private query: ListQuery = emptyList.query;

  constructor(private readonly parts: RegistrationListingParts) {}

  get list(): RegistrationList {
    return this.shown;
  }

  /** Asks for other registrations from now on; {@link load} fetches them. Rows of the query before are dropped. */
  ask(query: ListQuery): void {
    this.turn += 1;
    this.query = query;
    this.clearRows();
    this.settle({ ...emptyList, query, account: this.settled.account });
  }

  /**
   * The first page. A silent load that ends cancelled without its caller's doing is an answer, too: whoever
   * paints the list would ask again and again.
   * @throws CancelledError only
   */
  async load(interaction: Interaction, signal: AbortSignal): Promise<void> {
    const turn = (this.turn += 1);
    const { declined: _past, ...settled } = this.settled;
    this.show({ ...settled, status: "loading", failure: undefined });
    try {
      const fetched = await this.fetchFirst(turn, interaction, signal);
      if (turn === this.turn) this.settle(fetched);
    } catch (error) {
      if (turn !== this.turn) return this.ignore(error);
      if (!isCancelled(error)) return await this.settleFailure(error, turn);
      if (interaction === "silent" && !signal.aborted) return this.settleUnanswered();
      this.show(this.settled);
      throw error;
    }
  }

  /** The next page, where there is one. @throws Failure `graph.*`, `signIn.*`; CancelledError */
  async loadMore(signal: AbortSignal): Promise<void> {
    await this.more.run(String(this.turn), signal, (shared) => this.fetchMore(shared));
  }

  /** Shows a registration this window made or finished, also while lists do not know it yet. */
  add(summary: RegistrationSummary, facts: { readonly created: boolean }): void {
    this.rows = this.rows.map((row) => (row.objectId === summary.objectId ? summary : row));
    this.recent.add(summary, facts, this.parts.clock.now());
    this.repaint();
  }

  /** Hides what this window deleted; `forGood` when it is not among the deleted ones any more, either. */
  remove(objectId: string, forGood = false): void {
    const now = this.parts.clock.now();
    if (forGood) this.recent.removeForGood(objectId, now);
    else this.recent.remove(objectId, now);
    this.repaint();
  }

  /**
   * Forgets everything, because another account or another cloud is in use.
   * @param next loading: somebody is about to call {@link load}, or else {@link stopWaiting}
   */
  reset(next: "unknown" | "loading" = "unknown"): void {
    this.turn += 1;
    this.clearRows();
    this.account = undefined;
    this.query = emptyList.query;
    this.recent.clear();
    this.settled = emptyList;
    this.awaited = next === "loading" ? this.turn : undefined;
    this.show({ ...emptyList, status: next });
  }

  /** The load that {@link reset} was told of does not come. */
  stopWaiting(): void {
    if (this.awaited !== this.turn) return;
    this.awaited = undefined;
    this.show(this.settled);
  }

  private async fetchFirst(
    turn: number,
    interaction: Interaction,
    signal: AbortSignal,
  ): Promise<RegistrationList> {
    const token = await untilAborted(
      this.parts.tokens.token({ interaction, access: "read" }),
      signal,
    );
    if (token === undefined) {
      if (turn === this.turn) this.clearRows();
      return { ...emptyList, query: this.query, status: "signedOut" };
    }
    const account = { label: token.accountLabel, tenantId: token.tenantId };
    if (turn === this.turn) this.account = account;
    const { query } = this;
    const call = { interaction, signal };
    const page = await this.parts.directory.listPage(query, undefined, call);
    if (turn === this.turn) {
      this.rows = page.items;
      this.next = page.next;
    }
    return {
      query,
      status: "loaded",
      items: page.items,
      total: page.total,
      hasMore: page.next !== undefined,
      account,
      failure: undefined,
    };
  }

  private async fetchMore(signal: AbortSignal): Promise<void> {
    const { next, turn, query } = this;
    if (next === undefined) return;
    const call = { interaction: "silent", signal } as const;
    const page = await this.parts.directory.listPage(query, next, call);
    if (turn !== this.turn) return;
    const known = new Set(this.rows.map(({ objectId }) => objectId));
    this.rows = [...this.rows, ...page.items.filter(({ objectId }) => !known.has(objectId))];
    this.next = page.next;
    this.settle({
      ...this.settled,
      total: page.total ?? this.settled.total,
      hasMore: page.next !== undefined,
    });
  }

  private settleUnanswered(): void {
    this.settle(
      this.settled.status === "unknown"
        ? { ...emptyList, query: this.query, status: "signedOut" }
        : this.settled,
    );
  }

  private async settleFailure(error: unknown, turn: number): Promise<void> {
    const { explainFailure } = await import("../core/diagnosis/onDemand");
    if (turn !== this.turn) return;
    const status = (isFailure(error) && statusByFailure[error.code]) || "failed";
    const failure = status === "signedOut" ? undefined : explainFailure(error, "management");
    const account = status === "signedOut" ? undefined : this.account;
    if (status !== "failed") this.clearRows();
    const { declined: _past, ...settled } = this.settled;
    const before = status === "failed" ? settled : { ...emptyList, query: this.query };
    this.settle({
      ...before,
      status,
      failure,
      account: before.account ?? account,
      ...(isDeclined(error) && { declined: true }),
    });
  }

  private clearRows(): void {
    this.rows = [];
    this.next = undefined;
  }

  private settle(list: RegistrationList): void {
    this.settled = list;
    this.show(list);
  }

  private repaint(): void {
    this.settled = this.merged(this.settled);
    this.show(this.merged(this.shown));
  }

  private show(list: RegistrationList): void {
    this.shown = this.merged(list);
    this.changed.fire();
  }

  private merged(list: RegistrationList): RegistrationList {
    if (list.account === undefined) return list;
    const items = this.recent.merge(this.rows, list.query, this.parts.clock.now());
    const total = list.total === undefined ? undefined : Math.max(list.total, items.length);
    return { ...list, items, total };
  }

  /** Everything but a cancellation is in the list by now. */
  private ignore(error: unknown): void {
    if (isCancelled(error)) throw error;
  }
}
