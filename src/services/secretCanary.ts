import { errorText } from "../base/errors";
import { isAppOnly, type Mailbox, tokensOf } from "../core/mailbox/mailbox";
import { hasRefreshToken } from "../core/mailbox/storedTokens";
import type { Clock, Log, NewId, SecretStore, StateStore } from "../core/ports";
import { canaryKey, tokenCacheKey } from "../core/secretKeys";
import { MailboxTokenOwners } from "./mailboxTokenOwners";

/** Secrets that were stored and are gone. */
export interface SecretLoss {
  /** The canary is gone, too: this editor does not keep secrets. Otherwise only these entries went. */
  readonly everything: boolean;
  /** Mailboxes that have to be signed in to again because of it. */
  readonly mailboxes: readonly Mailbox[];
}

export interface SecretCanaryParts {
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly clock: Pick<Clock, "now">;
  readonly newId: NewId;
  readonly log: Log;
}

/**
 * Notices that stored secrets are gone before a login fails because of it. An editor without a keyring keeps them
 * until it ends, and tabs of a browser build overwrite each other's. Nobody is asked anything.
 */
export class SecretCanary {
  constructor(private readonly parts: SecretCanaryParts) {}

  /** Writes the value that has to be there at the next start, where none is expected yet. Never fails a sign-in. */
  async plant(): Promise<void> {
    const { secrets, state, clock, newId, log } = this.parts;
    if (state.state.secretCanary.plantedAt !== undefined) return;
    try {
      await secrets.set(canaryKey, newId());
      await this.note(clock.now().toISOString());
    } catch (error) {
      log.warn(`Whether this editor keeps secrets will not be known: ${errorText(error)}`);
    }
  }

  /**
   * Looks for secrets that are gone, and marks the mailboxes that lost theirs.
   * @returns what has to be told; undefined when nothing was lost, or when the store does not answer
   */
  async takeLoss(): Promise<SecretLoss | undefined> {
    try {
      return await this.look();
    } catch (error) {
      this.parts.log.warn(`Stored secrets could not be looked at: ${errorText(error)}`);
      return undefined;
    }
  }

  /** Nobody wants to hear of it any more. */
  async switchOff(): Promise<void> {
    await this.parts.state.update((state) => ({
      ...state,
      secretCanary: { ...state.secretCanary, off: true },
    }));
  }

  private async look(): Promise<SecretLoss | undefined> {
    const { secrets, state } = this.parts;
    const { plantedAt, off } = state.state.secretCanary;
    const everything = plantedAt !== undefined && (await secrets.get(canaryKey)) === undefined;
    const mailboxes = await this.withoutTokens();
    const owners = new MailboxTokenOwners(state);
    for (const mailbox of mailboxes) {
      await owners.stopped(tokensOf(mailbox), mailbox.refreshes ?? 0);
    }
    // Planted anew with the next sign-in, so that the next loss is noticed, too
    if (everything) await this.note(undefined);
    return off || (!everything && mailboxes.length === 0) ? undefined : { everything, mailboxes };
  }

  private async withoutTokens(): Promise<readonly Mailbox[]> {
    const found: Mailbox[] = [];
    for (const mailbox of this.parts.state.state.mailboxes) {
      if (isAppOnly(mailbox) || mailbox.needsSignIn) continue;
      const entry = await this.parts.secrets.get(tokenCacheKey(tokensOf(mailbox)));
      if (!hasRefreshToken(entry)) found.push(mailbox);
    }
    return found;
  }

  private async note(plantedAt: string | undefined): Promise<void> {
    await this.parts.state.update((state) => ({
      ...state,
      secretCanary: { ...state.secretCanary, plantedAt },
    }));
  }
}
