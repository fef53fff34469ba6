import type { Cloud } from "../core/cloud";
import { Failure } from "../core/failure";
import type { MailServers } from "../core/mail/serverAddress";
import { sameAddress } from "../core/mailbox/address";
import { factsOfCredential } from "../core/mailbox/credential";
import { type UsableCredential, usableCredentials } from "../core/mailbox/usableCredentials";
import { isAppOnly, type Mailbox } from "../core/mailbox/mailbox";
import { redirectOf } from "../core/oauth/flowRedirect";
import { signInScopes } from "../core/oauth/scopes";
import type { SignInPrompt } from "../core/oauth/signInPrompt";
import type { SignInInteraction, SignInRequest } from "../core/ports";
import { authorityTenantOf } from "../core/registration/audience";
import { presetOf } from "../core/registration/presetRegistry";
import type { Registration } from "../core/registration/registration";
import type { StoredState } from "../core/storedState";
import { AccountTokens } from "./accountTokens";
import { AppSignIns } from "./appSignIns";
import type { ClaimsMemory } from "./claimsMemory";
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
import { checkSignIn, chooseCredential } from "./signInClient";

/** Sign-ins of mailboxes with a person at the screen. */
export class MailboxSignIns {
  private readonly accounts: AccountTokens;
  private readonly apps: AppSignIns;
  /** Mailboxes that the last sign-in renewed under another address than was typed. */
  private readonly renewed = new Set<string>();

  constructor(
    private readonly parts: MailboxServiceParts,
    private readonly store: MailboxStore,
    private readonly claims: ClaimsMemory,
  ) {
    this.apps = new AppSignIns(parts, store);
    this.accounts = new AccountTokens(parts, store);
  }

  credentials(registration: Registration): readonly UsableCredential[] {
    return usableCredentials(registration, this.parts.state.state, this.parts.clock.now());
  }

  /** @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError */
  async signIn(
    wish: MailboxSignIn,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    const { registration, tenantId, address, opens, flow, credential } = wish;
    if (flow === "appOnly") return await this.apps.signIn(wish, signal);
    checkSignIn(registration, flow);
    const { state, settings, clock } = this.parts;
    const { cloud } = settings;
    const now = clock.now();
    const redirectUri = redirectOf(registration, flow)?.uri;
    const chosen = chooseCredential(registration, flow, state.state, now, credential);
    const client = {
      cloudId: cloud.id,
      clientId: registration.appId,
      authorityTenant: authorityTenantOf(registration.signInAudience, tenantId),
      ...factsOfCredential(chosen),
      redirectUri,
    };
    const typed = address.trim();
    const grant = await this.parts.tokens.signIn(
      {
        client: await oauthClientOf(cloud, client, this.parts),
        ...askFirst(cloud, registration),
        loginHint: typed === "" ? undefined : typed,
        prompt: promptOf(registration, state.state),
        flow,
        redirectUri,
      },
      interaction,
      signal,
    );
    const named = grant.account.username;
    // A token that names nobody leaves only what was typed
    const actual = named === "" ? typed : named;
    const facts = {
      ...client,
      address: opens?.trim() || actual,
      registrationName: registration.displayName,
      flow,
    };
    const entry = newMailbox(facts, grant, now);
    const { mailbox, renewed } = await this.accounts.keptBy(entry, () => this.store.put(entry));
    const differs = typed !== "" && !sameAddress(typed, actual);
    this.parts.log.info(`Signed in ${actual} by ${flow} with client ID ${client.clientId}`);
    if (differs && renewed) this.renewed.add(mailbox.id);
    return { mailbox, mismatch: differs ? { typed, actual } : undefined };
  }

  /**
   * The identity in the token decides again; the address that is opened stays, because a shared mailbox is
   * opened by another identity than its own. Tokens of the earlier identity go when nobody else needs them.
   * @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError
   */
  async signInAgain(
    { mailboxId, flow, registration, chooseAccount = false, credential }: MailboxSignInAgain,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    const { secrets, state, settings, clock } = this.parts;
    const before = this.store.get(mailboxId);
    const cloud = cloudOfMailbox(before, settings);
    const same = registration?.appId === before.clientId ? registration : undefined;
    if (isAppOnly(before) || flow === "appOnly") {
      return await this.apps.renew(mailboxId, same, credential, signal);
    }
    const stores = { secrets, stored: state.state, now: clock.now() };
    const renewed = await renewClient(before, flow, same, stores, credential);
    const facts = { ...before, ...renewed, flow };
    const { username } = before.account;
    const expected = chooseAccount ? before.address : username;
    const loginHint = username === "" ? before.address : username;
    const grant = await this.parts.tokens.signIn(
      {
        client: await oauthClientOf(cloud, facts, this.parts),
        ...askAgain(cloud, before, same),
        loginHint: chooseAccount ? undefined : loginHint,
        flow,
        redirectUri: facts.redirectUri,
        claims: this.claims.take(mailboxId),
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
   * Opens one more mailbox with the sign-in of another: a shared one to which the person has been let in.
   * @throws Failure `input.invalid` (address.*, mailbox.missing)
   */
  async openAlso(mailboxId: string, address: string): Promise<Mailbox> {
    const { servers: _servers, ...same } = this.store.get(mailboxId);
    const opened = checkedAddress(address);
    return (await this.store.put({ ...same, address: opened })).mailbox;
  }

  /** Results of tests go with the servers they were made at. @throws Failure `input.invalid` (mailbox.missing) */
  async setServers(mailboxId: string, servers: MailServers): Promise<void> {
    this.store.get(mailboxId);
    await this.store.change(mailboxId, ({ servers: _before, ...old }) => ({
      ...old,
      ...(Object.keys(servers).length > 0 ? { servers } : {}),
      probes: {},
    }));
  }

  /**
   * Opens another address with the same sign-in: a shared mailbox, or an alias. A mailbox that was there
   * before this sign-in stays as it is, and the address becomes one of its own.
   * @throws Failure `input.invalid`
   */
  async setAddress(mailboxId: string, address: string): Promise<void> {
    const trimmed = checkedAddress(address);
    if (this.renewed.delete(mailboxId)) {
      await this.store.put({ ...this.store.get(mailboxId), address: trimmed });
    } else {
      await this.store.change(mailboxId, (old) => ({ ...old, address: trimmed, probes: {} }));
    }
  }
}

function checkedAddress(address: string): string {
  const trimmed = address.trim();
  if (trimmed === "" || /\p{Cc}/u.test(trimmed)) {
    throw new Failure("input.invalid", "The address cannot be used.", { input: "address" });
  }
  return trimmed;
}

type Asked = Pick<SignInRequest, "scopes" | "consentTo">;

/** What a first sign-in asks for. */
function askFirst(cloud: Cloud, registration: Registration): Asked {
  const { scopes, consentTo } = signInScopes(cloud, registration);
  return { scopes, ...(consentTo.length > 0 ? { consentTo } : {}) };
}

/**
 * What a sign-in is renewed for: the earlier rights at its API, by which the person knows what they agree to, and those
 * that the registration declares by now.
 */
function askAgain(
  cloud: Cloud,
  { scopes }: Mailbox,
  registration: Registration | undefined,
): Asked {
  const declared = registration === undefined ? undefined : signInScopes(cloud, registration);
  const all = [...(declared?.scopes ?? []), ...(declared?.consentTo ?? [])];
  const mail = scopes.filter((scope) => scope.startsWith(cloud.mailScopePrefix));
  const earlier = mail.length > 0 ? mail : scopes.filter((scope) => scope.startsWith("https://"));
  const [first] = earlier.length > 0 ? earlier : all;
  const api = first?.slice(0, first.lastIndexOf("/") + 1) ?? cloud.mailScopePrefix;
  const now = all.filter((scope) => scope.startsWith(api));
  const others = all.filter((scope) => scope.startsWith("https://") && !scope.startsWith(api));
  return {
    scopes: [...new Set([...earlier, ...now, "offline_access"])],
    ...(others.length > 0 ? { consentTo: others } : {}),
  };
}

/** What the page asks in any case, as the preset says with which the registration was made. */
function promptOf({ appId }: Registration, { intents }: StoredState): SignInPrompt | undefined {
  return presetOf(intents.find((intent) => intent.appId === appId)?.presetId)?.signInPrompt;
}
