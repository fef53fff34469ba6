import { SerialQueue } from "../base/async";
import { type Disposable, DisposableStore } from "../base/lifecycle";
import type { GraphTokenSource, Log } from "../core/ports";
import type { RegistrationListing } from "./registrationListing";

/**
 * Calls `onOther` when another account, or none, is signed in than the one whose list is shown. The editor
 * also reports changes that are none, such as our own sign-in, and those must not empty the list.
 */
export function accountWatch(
  tokens: GraphTokenSource,
  listing: RegistrationListing,
  log: Log,
  onOther: () => void,
): Disposable {
  const queue = new SerialQueue();
  let postponed = false;
  const look = async (): Promise<void> => {
    // A running load may have asked for its token before the change or after it
    postponed = listing.list.status === "loading";
    if (postponed) return;
    try {
      if (await isOther(tokens, listing)) onOther();
    } catch (error) {
      log.warn(`The account could not be looked at: ${String(error)}`);
    }
  };
  const subscriptions = new DisposableStore();
  subscriptions.add(tokens.onDidChange(() => void queue.run(look)));
  subscriptions.add(
    listing.onDidChange(() => {
      if (postponed && listing.list.status !== "loading") void queue.run(look);
    }),
  );
  return subscriptions;
}

async function isOther(tokens: GraphTokenSource, listing: RegistrationListing): Promise<boolean> {
  const { status, account } = listing.list;
  if (status === "unknown") return false;
  if (status === "forbidden" || status === "failed") return true;
  const token = await tokens.token({ interaction: "silent", access: "read" });
  return token?.accountLabel !== account?.label || token?.tenantId !== account?.tenantId;
}
