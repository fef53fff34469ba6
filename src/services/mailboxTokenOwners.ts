import type { Event } from "../base/event";
import { sameTokens, type TokensOf, tokensOf } from "../core/mailbox/mailbox";
import { markedAs, type TokenMark } from "../core/mailbox/tokenMark";
import type { StateStore, TokenOwners } from "../core/ports";

/** The mailboxes in the editor's state as the owners of stored tokens. */
export class MailboxTokenOwners implements TokenOwners {
  readonly onDidChange: Event<void>;

  constructor(private readonly state: StateStore) {
    this.onDidChange = state.onDidChange;
  }

  inUse(tokens: TokensOf): boolean {
    return this.state.state.mailboxes.some((mailbox) => sameTokens(tokensOf(mailbox), tokens));
  }

  async stopped(tokens: TokensOf, refreshes: number): Promise<void> {
    // What other windows know by now is refused with it: a newer refresh token would have been found
    const known = this.state.state.mailboxes
      .filter((mailbox) => sameTokens(tokensOf(mailbox), tokens))
      .map((mailbox) => mailbox.refreshes ?? 0);
    const newest = Math.max(refreshes, ...known);
    await this.mark(tokens, { needsSignIn: true, refreshes: newest });
  }

  async work(tokens: TokensOf, refreshes: number): Promise<void> {
    await this.mark(tokens, { needsSignIn: false, refreshes });
  }

  private async mark(tokens: TokensOf, mark: TokenMark): Promise<void> {
    await this.state.update((state) => ({
      ...state,
      mailboxes: state.mailboxes.map((mailbox) =>
        sameTokens(tokensOf(mailbox), tokens) ? markedAs(mailbox, mark) : mailbox,
      ),
    }));
  }
}
