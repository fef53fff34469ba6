import { sameAddress } from "../core/mailbox/address";
import {
  isAppOnly,
  type Mailbox,
  sameAccount,
  sameTokens,
  tokensOf,
} from "../core/mailbox/mailbox";
import type { AccessGrant, NewId, StateStore } from "../core/ports";
import type { StoredState } from "../core/storedState";
import { MailboxList } from "./mailboxList";

export type NewMailbox = Omit<Mailbox, "id" | "probes">;

/** What a sign-in has made. */
export interface PutMailbox {
  readonly mailbox: Mailbox;
  /** It was there before. */
  readonly renewed: boolean;
  /** Mailboxes as they were; tokens of theirs that are no longer used can go. */
  readonly replaced: readonly Mailbox[];
}

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

/** Changes of the mailboxes; each starts from the newest state, for other windows write too. */
export class MailboxStore extends MailboxList {
  constructor(
    state: StateStore,
    private readonly newId: NewId,
  ) {
    super(state);
  }

  /**
   * Adds a mailbox, or renews the one it is: that of `id`, else that of the same client, account and address. Others
   * that the same account opens with that client use the newest sign-in, too.
   */
  async put(mailbox: NewMailbox, id?: string): Promise<PutMailbox> {
    const fresh = this.newId();
    let put: PutMailbox = {
      mailbox: { ...mailbox, id: id ?? fresh, probes: {} },
      renewed: false,
      replaced: [],
    };
    await this.state.update((state) => {
      const change = putInto(state.mailboxes, mailbox, { id, fresh });
      put = change;
      if (state.signedOut.includes(mailbox.account.signInId ?? "")) return state;
      return { ...state, mailboxes: change.mailboxes };
    });
    return put;
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

  /**
   * Forgets a mailbox and notes that its sign-in is over. The change may be made again after another window has undone
   * it; what was signed in anew by then stays.
   * @param known the mailbox as it was seen by the person
   * @returns the mailbox as it was by then; undefined when it was gone already
   */
  async remove(known: Mailbox): Promise<Mailbox | undefined> {
    let removed: Mailbox | undefined;
    await this.state.update((state) => {
      const found =
        state.mailboxes.find(({ id }) => id === known.id) ??
        // Two windows that made the same mailbox have agreed on the id of the other one
        state.mailboxes.find(
          (other) => isSame(other, known) && sameTokens(tokensOf(other), tokensOf(known)),
        );
      removed ??= found;
      const gone = removed ?? known;
      const mailboxes = state.mailboxes.filter(
        (mailbox) => mailbox !== found || !sameTokens(tokensOf(mailbox), tokensOf(gone)),
      );
      return { ...state, mailboxes, signedOut: signedOutOf(state, mailboxes, [known, gone]) };
    });
    return removed;
  }
}

const mostSignedOut = 100;

/**
 * The sign-ins that are over once only `mailboxes` are left.
 * @param gone mailboxes that were signed out of
 */
export function signedOutOf(
  { signedOut }: Pick<StoredState, "signedOut">,
  mailboxes: readonly Mailbox[],
  gone: readonly Mailbox[],
): readonly string[] {
  const over = gone
    .map(({ account }) => account.signInId)
    .filter((id) => id !== undefined)
    .filter((id) => mailboxes.every(({ account }) => account.signInId !== id));
  return [...new Set([...over, ...signedOut])].slice(0, mostSignedOut);
}

interface PutChange extends PutMailbox {
  readonly mailboxes: readonly Mailbox[];
}

/** @param ids of the mailbox that is renewed, and for one that is new */
function putInto(
  before: readonly Mailbox[],
  entry: NewMailbox,
  { id, fresh }: { readonly id: string | undefined; readonly fresh: string },
): PutChange {
  const old =
    before.find((other) => other.id === id) ??
    (id === undefined ? before.find((other) => isSame(other, entry)) : undefined);
  const sharing = before.filter((other) => isSameAccount(other, entry));
  // Another window may have signed in later and told of it earlier
  const newest = sharing.find((other) => isLater(other, entry));
  const { account, signedInAt, tokenExpiresAt } = newest ?? entry;
  const servers = entry.servers ?? old?.servers;
  const mailbox: Mailbox = {
    ...entry,
    ...(servers === undefined ? {} : { servers }),
    account,
    signedInAt,
    tokenExpiresAt,
    id: old?.id ?? id ?? fresh,
    probes: old?.probes ?? {},
  };
  const renewed = before
    // Two windows may have made a mailbox of the same sign-in page
    .filter((other) => other === old || !isSame(other, entry))
    .map((other) =>
      other === old ? mailbox : sharing.includes(other) ? using(other, account) : other,
    );
  return {
    mailbox,
    mailboxes: old === undefined ? [...renewed, mailbox] : renewed,
    renewed: old !== undefined,
    replaced: before.filter(
      (other) =>
        (other === old || sharing.includes(other)) &&
        !sameTokens(tokensOf(other), tokensOf(mailbox)),
    ),
  };
}

function using(mailbox: Mailbox, account: Mailbox["account"]): Mailbox {
  if (mailbox.account.signInId === account.signInId) return mailbox;
  const { refreshes: _ofBefore, ...rest } = mailbox;
  return { ...rest, account, needsSignIn: false };
}

/** One order of sign-ins for all windows, also within a millisecond. */
function isLater(a: Mailbox, b: NewMailbox): boolean {
  if (a.account.signInId === b.account.signInId) return false;
  const [one, other] = [a, b].map(
    ({ signedInAt, account }) => `${signedInAt} ${account.signInId ?? ""}`,
  );
  return one !== undefined && other !== undefined && one > other;
}

function isSame(a: NewMailbox, b: NewMailbox): boolean {
  return isSameAccount(a, b) && sameAddress(a.address, b.address);
}

function isSameAccount(a: NewMailbox, b: NewMailbox): boolean {
  return isAppOnly(a) === isAppOnly(b) && sameAccount(tokensOf(a), tokensOf(b));
}

/** Both are plain values that go into the state as JSON. */
function isEqual(a: Mailbox, b: Mailbox): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
