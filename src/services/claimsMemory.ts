/**
 * Claims that a refused refresh asked for (Conditional Access, Entra "claims-challenge"), by mailbox. They are handed on
 * to one sign-in, and only one: a policy that is not content with its answer must not lead in circles. In memory only.
 */
export class ClaimsMemory {
  private readonly asked = new Map<string, string>();

  /** Remembers what a refusal asks for. */
  keep(mailboxId: string, refusal: unknown): void {
    const claims = (refusal as { readonly claims?: unknown } | undefined)?.claims;
    if (typeof claims === "string" && claims !== "") this.asked.set(mailboxId, claims);
    else this.asked.delete(mailboxId);
  }

  /** What the next sign-in has to answer; forgotten with it. */
  take(mailboxId: string): string | undefined {
    const claims = this.asked.get(mailboxId);
    this.asked.delete(mailboxId);
    return claims;
  }
}
