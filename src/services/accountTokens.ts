import { errorText } from "../base/errors";
import { isAppOnly, type Mailbox, sameTokens, tokensOf } from "../core/mailbox/mailbox";
import type { AppTokens, Log, MailboxTokens } from "../core/ports";
import type { MailboxStore, PutMailbox } from "./mailboxStore";

type AccountOfClient = Pick<Mailbox, "clientId" | "account" | "kind">;

interface AccountTokensParts {
  readonly tokens: Pick<MailboxTokens, "remove">;
  readonly appTokens: Pick<AppTokens, "forget">;
  readonly log: Log;
}

/** Tokens live as long as a mailbox signs in with them. */
export class AccountTokens {
  constructor(
    private readonly parts: AccountTokensParts,
    private readonly store: MailboxStore,
  ) {}

  /**
   * Forgets the tokens of a sign-in that no mailbox uses.
   * @param exceptId a mailbox that does not count, because it is about to go
   * @throws Failure `secret.unreadable`
   */
  async removeUnused(gone: AccountOfClient, exceptId?: string): Promise<void> {
    if (this.store.all.some((other) => other.id !== exceptId && useSame(other, gone))) return;
    const { tokens, appTokens } = this.parts;
    if (isAppOnly(gone)) await appTokens.forget(gone.clientId);
    else await tokens.remove(tokensOf(gone));
  }

  /** As {@link removeUnused}, where what was asked for counts more than the tokens that are left over. */
  async tryRemoveUnused(gone: AccountOfClient): Promise<void> {
    await this.removeUnused(gone).catch((error: unknown) => {
      this.parts.log.warn(`Unused tokens could not be removed: ${errorText(error)}`);
    });
  }

  /**
   * Runs `keep`, which makes a mailbox of a fresh sign-in; without a mailbox its tokens go, and with one those of
   * the sign-ins that it has replaced.
   */
  async keptBy(fresh: AccountOfClient, keep: () => Promise<PutMailbox>): Promise<PutMailbox> {
    let put: PutMailbox;
    try {
      put = await keep();
    } catch (error) {
      await this.tryRemoveUnused(fresh);
      throw error;
    }
    for (const earlier of put.replaced) await this.tryRemoveUnused(earlier);
    return put;
  }
}

function useSame(a: AccountOfClient, b: AccountOfClient): boolean {
  return isAppOnly(a) === isAppOnly(b) && sameTokens(tokensOf(a), tokensOf(b));
}
