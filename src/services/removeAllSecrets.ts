import type { AppTokens, Log, MailboxTokens, SecretStore, StateStore } from "../core/ports";

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
  for (const { clientId, account, kind } of state.state.mailboxes) {
    await attempt(() =>
      kind === "appOnly"
        ? appTokens.forget(clientId)
        : tokens.remove(clientId, account.homeAccountId),
    );
  }
  await attempt(async () => {
    for (const key of await secrets.keys()) await attempt(() => secrets.delete(key));
  });
  await attempt(() =>
    state.update((current) => ({
      ...current,
      mailboxes: [],
      storedSecrets: [],
      storedCertificates: [],
    })),
  );
  if (failures[0] !== undefined) throw failures[0];
}
