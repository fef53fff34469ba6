import { SerialQueue } from "../base/async";
import { type Disposable, DisposableStore } from "../base/lifecycle";
import type { GraphTokenSource, Log } from "../core/ports";
import type { RegistrationListing } from "./registrationListing";

export interface AccountWatch extends Disposable {
  /** Runs `work`, which changes the sign-in and then loads the list by itself. Passes on what it returns or throws. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Calls `onOther` when another account, or none, is signed in than the one whose list is shown. The editor
 * also reports changes that are none, such as our own sign-in, and those must not empty the list.
 * @param onOther `next` is what the empty list is from then on: loading where somebody has its load in hand
 */
export function accountWatch(
  tokens: GraphTokenSource,
  listing: RegistrationListing,
  log: Log,
  onOther: (next: "unknown" | "loading") => void,
): AccountWatch {
  const queue = new SerialQueue();
  let held = 0;
  let postponed = false;
  const look = async (): Promise<void> => {
    const afterLoad = postponed;
    // A running load may have asked for its token before the change or after it
    postponed = isLoading(listing);
    if (postponed) return;
    try {
      const other = await isOther(tokens, listing, afterLoad);
      // What began meanwhile asks whoever is signed in now, and may not be broken off
      postponed = isLoading(listing);
      if (other && !postponed) onOther(held > 0 ? "loading" : "unknown");
    } catch (error) {
      log.warn(`The account could not be looked at: ${String(error)}`);
    }
  };
  const subscriptions = new DisposableStore();
  subscriptions.add(tokens.onDidChange(() => void queue.run(look)));
  subscriptions.add(
    listing.onDidChange(() => {
      if (postponed && !isLoading(listing)) void queue.run(look);
    }),
  );
  return {
    dispose: () => subscriptions.dispose(),
    hold: async (work) => {
      held += 1;
      try {
        return await work();
      } finally {
        held -= 1;
        if (held === 0) listing.stopWaiting();
      }
    },
  };
}

function isLoading({ list }: RegistrationListing): boolean {
  return list.status === "loading";
}

/** @param afterLoad the change came while a load ran: how that ended may be told already, and is no reason to begin anew */
async function isOther(
  tokens: GraphTokenSource,
  listing: RegistrationListing,
  afterLoad: boolean,
): Promise<boolean> {
  const { status, account } = listing.list;
  if (status === "unknown") return false;
  if (!afterLoad && (status === "forbidden" || status === "failed")) return true;
  const token = await tokens.token({ interaction: "silent", access: "read" });
  return token?.accountLabel !== account?.label || token?.tenantId !== account?.tenantId;
}
