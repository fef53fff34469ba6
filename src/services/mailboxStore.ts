import { Failure } from "../core/failure";
import { sameAddress } from "../core/mailbox/address";
import { isAppOnly, type Mailbox } from "../core/mailbox/mailbox";
import type { AccessGrant, NewId, StateStore } from "../core/ports";

export type NewMailbox = Omit<Mailbox, "id" | "probes">;

type ClientFacts = Pick<
  Mailbox,
  | "address"
  | "clientId"
  | "registrationName"
  | "cloudId"
  | "authorityTenant"
  | "flow"
  | "secretKeyId"
  | "certificateThumbprint"
  | "kind"
  | "servers"
  | "redirectUri"
>;

/** The entry a sign-in makes: how it was done, and what came of it. */
export function newMailbox(facts: ClientFacts, grant: AccessGrant, now: Date): NewMailbox {
  return {
    address: facts.address,
    clientId: facts.clientId,
    registrationName: facts.registrationName,
    cloudId: facts.cloudId,
    authorityTenant: facts.authorityTenant,
    flow: facts.flow,
    ...(facts.secretKeyId === undefined ? {} : { secretKeyId: facts.secretKeyId }),
    ...(facts.certificateThumbprint === undefined
      ? {}
      : { certificateThumbprint: facts.certificateThumbprint }),
    ...(facts.kind === undefined ? {} : { kind: facts.kind }),
    ...(facts.servers === undefined ? {} : { servers: facts.servers }),
    ...(facts.redirectUri === undefined ? {} : { redirectUri: facts.redirectUri }),
    account: grant.account,
    scopes: grant.scopes,
    signedInAt: now.toISOString(),
    tokenExpiresAt: grant.expiresAt,
    needsSignIn: false,
  };
}

/** The mailboxes in the editor's state; each change starts from the newest state, for other windows write too. */
export class MailboxStore {
  constructor(
    private readonly state: StateStore,
    private readonly newId: NewId,
  ) {}

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

  /** Adds a mailbox, or renews the one it is: that of `id`, else that of the same client, account and address. */
  async put(mailbox: NewMailbox, id?: string): Promise<{ mailbox: Mailbox; renewed: boolean }> {
    const fresh = this.newId();
    let result: Mailbox = { ...mailbox, id: id ?? fresh, probes: {} };
    let renewed = false;
    await this.state.update((state) => {
      const old = state.mailboxes.find((other) =>
        id === undefined ? isSame(other, mailbox) : other.id === id,
      );
      renewed = old !== undefined;
      result = { ...mailbox, id: old?.id ?? id ?? fresh, probes: old?.probes ?? {} };
      return {
        ...state,
        mailboxes:
          old === undefined
            ? [...state.mailboxes, result]
            : state.mailboxes.map((other) => (other.id === old.id ? result : other)),
      };
    });
    return { mailbox: result, renewed };
  }

  /**
   * Changes a mailbox that is still there.
   * @returns false when it is gone: a sign-out, also one in another window, is never undone
   */
  async change(id: string, change: (mailbox: Mailbox) => Mailbox): Promise<boolean> {
    const before = this.find(id);
    if (before === undefined) return false;
    if (isEqual(before, change(before))) return true;
    let found = false;
    await this.state.update((state) => {
      found = state.mailboxes.some((mailbox) => mailbox.id === id);
      return {
        ...state,
        mailboxes: state.mailboxes.map((mailbox) =>
          mailbox.id === id ? change(mailbox) : mailbox,
        ),
      };
    });
    return found;
  }

  async remove(id: string): Promise<void> {
    await this.state.update((state) => ({
      ...state,
      mailboxes: state.mailboxes.filter((mailbox) => mailbox.id !== id),
    }));
  }
}

function isSame(a: NewMailbox, b: NewMailbox): boolean {
  return (
    a.clientId === b.clientId &&
    isAppOnly(a) === isAppOnly(b) &&
    a.account.homeAccountId === b.account.homeAccountId &&
    sameAddress(a.address, b.address)
  );
}

/** Both are plain values that go into the state as JSON. */
function isEqual(a: Mailbox, b: Mailbox): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
