import { errorText } from "../base/errors";
import { isAppOnly, type Mailbox } from "../core/mailbox/mailbox";
import type { AppTokens, Log, MailboxTokens } from "../core/ports";
import type { MailboxStore } from "./mailboxStore";

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
   * Forgets the tokens of an account that no mailbox signs in with.
   * @param exceptId a mailbox that does not count, because it is about to go
   * @throws Failure `secret.unreadable`
   */
  async removeUnused(gone: AccountOfClient, exceptId?: string): Promise<void> {
    if (this.store.all.some((other) => other.id !== exceptId && sameAccount(other, gone))) return;
    const { tokens, appTokens } = this.parts;
    if (isAppOnly(gone)) await appTokens.forget(gone.clientId);
    else await tokens.remove(gone.clientId, gone.account.homeAccountId);
  }

  /** As {@link removeUnused}, where what was asked for counts more than the tokens that are left over. */
  async tryRemoveUnused(gone: AccountOfClient): Promise<void> {
    await this.removeUnused(gone).catch((error: unknown) => {
      this.parts.log.warn(`Unused tokens could not be removed: ${errorText(error)}`);
    });
  }

  /** Runs `keep`, which makes a mailbox of a fresh sign-in; without a mailbox its tokens go, too. */
  async keptBy<T>(fresh: AccountOfClient, keep: () => Promise<T>): Promise<T> {
    try {
      return await keep();
    } catch (error) {
      await this.tryRemoveUnused(fresh);
      throw error;
    }
  }
}

function sameAccount(a: AccountOfClient, b: AccountOfClient): boolean {
  if (isAppOnly(a) !== isAppOnly(b)) return false;
  return a.clientId === b.clientId && a.account.homeAccountId === b.account.homeAccountId;
}
