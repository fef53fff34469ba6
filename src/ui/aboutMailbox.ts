import type { Ui } from "./parts";

/** Runs `work`; what it throws is told about this mailbox, so that "Sign In Again" need not ask which one. */
export async function aboutMailbox(
  { notifier }: Pick<Ui, "notifier">,
  mailboxId: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    notifier.failure(error, { about: "mailbox", target: mailboxId });
  }
}
