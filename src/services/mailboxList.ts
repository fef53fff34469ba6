import { Failure } from "../core/failure";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { StateStore } from "../core/ports";

/** The mailboxes in the editor's state. */
export class MailboxList {
  constructor(protected readonly state: StateStore) {}

  get all(): readonly Mailbox[] {
    return this.state.state.mailboxes;
  }

  find(id: string): Mailbox | undefined {
    return this.all.find((mailbox) => mailbox.id === id);
  }

  /** @throws Failure `input.invalid` (mailbox.missing) */
  get(id: string): Mailbox {
    const mailbox = this.find(id);
    if (mailbox === undefined) {
      throw new Failure("input.invalid", "There is no such mailbox.", {
        input: "mailbox",
        problem: "missing",
      });
    }
    return mailbox;
  }
}
