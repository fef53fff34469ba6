import type { Mailbox } from "./mailbox";

/** What became known of the stored tokens of a mailbox. */
export interface TokenMark {
  readonly needsSignIn: boolean;
  /** How often they had been refreshed by then; undefined = not known. */
  readonly refreshes: number | undefined;
}

/**
 * A mailbox with what became known of its tokens. Windows tell in any order: a refusal of an earlier refresh token
 * says nothing about the one that has replaced it.
 */
export function markedAs(mailbox: Mailbox, { needsSignIn, refreshes = 0 }: TokenMark): Mailbox {
  const known = mailbox.refreshes ?? 0;
  if (refreshes < known) return mailbox;
  const { refreshes: _before, ...rest } = mailbox;
  return { ...rest, needsSignIn, ...(refreshes === 0 ? {} : { refreshes }) };
}
