import type { Cloud } from "../core/cloud";
import { Failure } from "../core/failure";
import { sameAddress } from "../core/mailbox/address";
import type { Mailbox } from "../core/mailbox/mailbox";
import { loopbackRedirectOf } from "../core/oauth/loopbackRedirect";
import { signInScopes } from "../core/oauth/scopes";
import type { SignInInteraction } from "../core/ports";
import { authorityTenantOf } from "../core/registration/audience";
import type { Registration } from "../core/registration/registration";
import { AccountTokens } from "./accountTokens";
import { oauthClientOf } from "./mailboxClient";
import { cloudOfMailbox } from "./mailboxCloud";
import type {
  MailboxServiceParts,
  MailboxSignIn,
  MailboxSignInAgain,
  SignedIn,
} from "./mailboxParts";
import { type MailboxStore, newMailbox } from "./mailboxStore";
import { renewClient } from "./renewedClient";
import { checkSignIn, chooseSecret } from "./signInClient";

/** Sign-ins of mailboxes with a person at the screen. */
export class MailboxSignIns {
  private readonly accounts: AccountTokens;
  /** Mailboxes that the last sign-in renewed under another address than was typed. */
  private readonly renewed = new Set<string>();

  constructor(
    private readonly parts: MailboxServiceParts,
    private readonly store: MailboxStore,
  ) {
    this.accounts = new AccountTokens(parts.tokens, store, parts.log);
  }

  /** @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError */
  async signIn(
    { registration, tenantId, address, flow }: MailboxSignIn,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    checkSignIn(registration, flow);
    const { cloud } = this.parts.settings;
    const now = this.parts.clock.now();
    const client = {
      cloudId: cloud.id,
      clientId: registration.appId,
      authorityTenant: authorityTenantOf(registration.signInAudience, tenantId),
      secretKeyId: chooseSecret(registration, flow, this.parts.state.state.storedSecrets, now),
      redirectUri: loopbackRedirectOf(registration)?.uri,
    };
    const scopes = signInScopes(cloud, registration);
    const typed = address.trim();
    const { redirectUri } = client;
    const request = { scopes, loginHint: typed === "" ? undefined : typed, flow, redirectUri };
    const grant = await this.parts.tokens.signIn(
      { client: await oauthClientOf(cloud, client, this.parts), ...request },
      interaction,
      signal,
    );
    const actual = grant.account.username;
    // A token that names nobody leaves only what was typed
    const opened = actual === "" ? typed : actual;
    const facts = { ...client, address: opened, registrationName: registration.displayName, flow };
    const entry = newMailbox(facts, grant, now);
    const { mailbox, renewed } = await this.accounts.keptBy(entry, () => this.store.put(entry));
    const differs = typed !== "" && !sameAddress(typed, opened);
    this.parts.log.info(`Signed in ${opened} by ${flow} with client ID ${client.clientId}`);
    if (differs && renewed) this.renewed.add(mailbox.id);
    return { mailbox, mismatch: differs ? { typed, actual: opened } : undefined };
  }

  /**
   * The identity in the token decides again; the address that is opened stays, because a shared mailbox is
   * opened by another identity than its own. Tokens of the earlier identity go when nobody else needs them.
   * @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError
   */
  async signInAgain(
    { mailboxId, flow, registration, chooseAccount = false }: MailboxSignInAgain,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    const { secrets, state, settings, clock } = this.parts;
    const before = this.store.get(mailboxId);
    const cloud = cloudOfMailbox(before, settings);
    const stores = { secrets, stored: state.state.storedSecrets, now: clock.now() };
    const same = registration?.appId === before.clientId ? registration : undefined;
    const facts = { ...before, ...(await renewClient(before, flow, same, stores)), flow };
    const { username } = before.account;
    const expected = chooseAccount ? before.address : username;
    const loginHint = username === "" ? before.address : username;
    const grant = await this.parts.tokens.signIn(
      {
        client: await oauthClientOf(cloud, facts, this.parts),
        scopes: askAgain(cloud, before, same),
        loginHint: chooseAccount ? undefined : loginHint,
        flow,
        redirectUri: facts.redirectUri,
      },
      interaction,
      signal,
    );
    const entry = newMailbox(facts, grant, clock.now());
    const { mailbox } = await this.accounts.keptBy(entry, () => this.store.put(entry, mailboxId));
    await this.accounts.tryRemoveUnused(before);
    const actual = grant.account.username;
    const other = expected !== "" && actual !== "" && !sameAddress(expected, actual);
    return { mailbox, mismatch: other ? { typed: expected, actual } : undefined };
  }

  /**
   * Opens another address with the same sign-in: a shared mailbox, or an alias. A mailbox that was there
   * before this sign-in stays as it is, and the address becomes one of its own.
   * @throws Failure `input.invalid`
   */
  async setAddress(mailboxId: string, address: string): Promise<void> {
    const trimmed = address.trim();
    if (trimmed === "" || /\p{Cc}/u.test(trimmed)) {
      throw new Failure("input.invalid", "The address cannot be used.", { input: "address" });
    }
    if (this.renewed.delete(mailboxId)) {
      await this.store.put({ ...this.store.get(mailboxId), address: trimmed });
    } else {
      await this.store.change(mailboxId, (old) => ({ ...old, address: trimmed, probes: {} }));
    }
  }
}

/**
 * What a sign-in is renewed for: the earlier rights at its API, by which the person knows what they agree to, and those
 * that the registration declares for that API by now.
 */
function askAgain(
  cloud: Cloud,
  { scopes }: Mailbox,
  registration: Registration | undefined,
): readonly string[] {
  const declared = registration === undefined ? [] : signInScopes(cloud, registration);
  const mail = scopes.filter((scope) => scope.startsWith(cloud.mailScopePrefix));
  const earlier = mail.length > 0 ? mail : scopes.filter((scope) => scope.startsWith("https://"));
  const [first] = earlier.length > 0 ? earlier : declared;
  const api = first?.slice(0, first.lastIndexOf("/") + 1) ?? cloud.mailScopePrefix;
  const now = declared.filter((scope) => scope.startsWith(api));
  return [...new Set([...earlier, ...now, "offline_access"])];
}
