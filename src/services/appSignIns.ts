import type { Cloud } from "../core/cloud";
import { Failure } from "../core/failure";
import { type Credential, factsOfCredential } from "../core/mailbox/credential";
import type { Mailbox } from "../core/mailbox/mailbox";
import { appSignInScope } from "../core/oauth/appScopes";
import { readTokenInfo } from "../core/oauth/tokenInfo";
import type { Registration } from "../core/registration/registration";
import { oauthClientOf } from "./mailboxClient";
import { cloudOfMailbox } from "./mailboxCloud";
import type { MailboxServiceParts, MailboxSignIn, SignedIn } from "./mailboxParts";
import { type MailboxStore, newMailbox } from "./mailboxStore";
import { checkSignIn, chooseCredential } from "./signInClient";

/** Mailboxes that an app opens as itself. The token request is the proof; nobody is asked. */
export class AppSignIns {
  constructor(
    private readonly parts: MailboxServiceParts,
    private readonly store: MailboxStore,
  ) {}

  /** @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError */
  async signIn(
    { registration, tenantId, address, credential }: MailboxSignIn,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    checkSignIn(registration, "appOnly");
    const opened = address.trim();
    if (opened === "") {
      throw new Failure("input.invalid", "An app has no address of its own to open.", {
        input: "address",
        problem: "missing",
      });
    }
    const { cloud } = this.parts.settings;
    const client = this.clientOf(registration, directoryOf(tenantId), credential);
    const facts = { ...client, address: opened, cloudId: cloud.id };
    return await this.prove(facts, registration, cloud, signal);
  }

  /**
   * Asks for a token with another credential, or with the same one anew.
   * @param registration as it is now; undefined where it cannot be read: then the credential stays
   */
  async renew(
    mailboxId: string,
    registration: Registration | undefined,
    credential: Credential | undefined,
    signal: AbortSignal,
  ): Promise<SignedIn> {
    const before = this.store.get(mailboxId);
    const cloud = cloudOfMailbox(before, this.parts.settings);
    if (registration !== undefined) checkSignIn(registration, "appOnly");
    const client =
      registration === undefined
        ? before
        : { ...before, ...this.clientOf(registration, before.authorityTenant, credential) };
    return await this.prove(client, registration, cloud, signal, mailboxId);
  }

  private clientOf(
    registration: Registration,
    directory: string,
    credential: Credential | undefined,
  ) {
    const { state, clock } = this.parts;
    const now = clock.now();
    const chosen = chooseCredential(registration, "appOnly", state.state, now, credential);
    return {
      clientId: registration.appId,
      registrationName: registration.displayName,
      authorityTenant: directory,
      flow: "appOnly",
      kind: "appOnly",
      secretKeyId: undefined,
      certificateThumbprint: undefined,
      ...factsOfCredential(chosen),
    } as const;
  }

  private async prove(
    facts: Parameters<typeof newMailbox>[0] & Pick<Mailbox, "clientId">,
    registration: Registration | undefined,
    cloud: Cloud,
    signal: AbortSignal,
    mailboxId?: string,
  ): Promise<SignedIn> {
    const client = await oauthClientOf(cloud, facts, this.parts);
    const scope = appSignInScope(cloud, registration);
    const grant = await this.parts.appTokens.acquire({ client, scope, forceRefresh: true }, signal);
    const entry = newMailbox(facts, grant, this.parts.clock.now());
    const { mailbox } = await this.store.put(entry, mailboxId);
    this.parts.log.info(`Opening ${mailbox.address} as the app ${facts.clientId} itself`);
    const { opaque, roles } = readTokenInfo(grant.accessToken);
    return { mailbox, mismatch: undefined, rolesMissing: !opaque && roles.length === 0 };
  }
}

/** `common` and `organizations` are refused (AADSTS9001023, 50059): a directory has to be named. */
function directoryOf(tenantId: string | undefined): string {
  if (tenantId !== undefined && /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(tenantId)) return tenantId;
  throw new Failure("input.invalid", "An app that acts as itself needs its directory.", {
    input: "tenantId",
    problem: tenantId === undefined ? "missing" : "malformed",
  });
}
