import { message } from "../base/message";
import type { StoredCertificateFacts } from "../core/storedState";
import type { Ui } from "./parts";

type KeyUi = Pick<Ui, "certificates" | "plans" | "notifier">;

/** Certificates whose key is here, and that neither a registration has nor an unfinished plan is about to add. */
export function unusedKeys({
  certificates,
  plans,
}: Pick<KeyUi, "certificates" | "plans">): readonly StoredCertificateFacts[] {
  const planned = new Set(
    plans.stopped
      .flatMap(({ plan }) => plan.steps)
      .flatMap((step) => (step.kind === "addCertificate" ? [step.certificate.thumbprint] : [])),
  );
  return certificates.stored.filter(
    ({ appId, thumbprint }) => appId === undefined && !planned.has(thumbprint),
  );
}

/**
 * Does `work`. Where it ends early, each key that it has stored and found no use for is told of, and can be
 * forgotten at once.
 */
export async function tellingUnusedKeys<T>(ui: KeyUi, work: () => Promise<T>): Promise<T> {
  const before = new Set(unusedKeys(ui).map(({ thumbprint }) => thumbprint));
  try {
    return await work();
  } catch (error) {
    for (const facts of unusedKeys(ui)) if (!before.has(facts.thumbprint)) tell(ui, facts);
    throw error;
  }
}

function tell(ui: KeyUi, facts: StoredCertificateFacts): void {
  ui.notifier.inform(
    message(
      "The key of {0} stays in this editor, and no registration has its certificate. Create Certificate offers it again.",
      facts.displayName,
    ),
    { title: message("Forget Key"), run: () => forgetKey(ui, facts) },
  );
}

/** Deletes a key, after a question. @throws Failure `secret.unreadable` */
export async function forgetKey(
  { certificates, notifier }: Pick<KeyUi, "certificates" | "notifier">,
  { displayName, thumbprint }: StoredCertificateFacts,
): Promise<void> {
  const sure = await notifier.confirm(
    message("Forget the key of {0}?", displayName),
    message(
      "Nobody can bring it back. Programs that have a copy of their own go on with theirs. Thumbprint: {0}",
      thumbprint,
    ),
    message("Forget"),
  );
  if (sure) await certificates.forget(thumbprint);
}
