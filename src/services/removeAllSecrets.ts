import { isAppOnly, tokensOf } from "../core/mailbox/mailbox";
import type { AppTokens, Log, MailboxTokens, SecretStore, StateStore } from "../core/ports";
import { signedOutOf } from "./mailboxStore";

/**
 * Deletes every secret this extension has stored, and signs all mailboxes out. Goes on past a failure.
 * @throws the first failure, after everything else was removed
 */
export async function removeAllSecrets({
  secrets,
  state,
  tokens,
  appTokens,
  log,
}: {
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly tokens: MailboxTokens;
  readonly appTokens: AppTokens;
  readonly log: Log;
}): Promise<void> {
  const failures: Error[] = [];
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error("A secret could not be removed.", error);
      failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const removeKeys = async (): Promise<void> => {
    for (const key of await secrets.keys()) await attempt(() => secrets.delete(key));
  };
  for (const mailbox of state.state.mailboxes) {
    await attempt(() =>
      isAppOnly(mailbox) ? appTokens.forget(mailbox.clientId) : tokens.remove(tokensOf(mailbox)),
    );
  }
  await attempt(removeKeys);
  await attempt(() =>
    state.update((current) => ({
      ...current,
      mailboxes: [],
      signedOut: signedOutOf(current, [], current.mailboxes),
      storedSecrets: [],
      storedCertificates: [],
      tokenCommand: { served: [] },
      secretCanary: { ...current.secretCanary, plantedAt: undefined },
    })),
  );
  // A refresh in another window may have written its tokens before it could see that the mailbox is gone
  await attempt(removeKeys);
  if (failures[0] !== undefined) throw failures[0];
}
