import type { ExporterId, ExportInput, ExportOptions, TokenSource } from "../core/export/exporter";
import { currentSecret } from "../core/mailbox/currentSecret";
import type { Mailbox } from "../core/mailbox/mailbox";
import { consumersTenantId } from "../core/oauth/authority";
import { loopbackRedirectOf } from "../core/oauth/loopbackRedirect";
import type { Clock, SecretStore, SettingsReader, StateStore } from "../core/ports";
import { actsAsItself } from "../core/registration/actsAsItself";
import { authorityTenantOf } from "../core/registration/audience";
import type { Registration } from "../core/registration/registration";
import { clientSecretKey } from "../core/secretKeys";
import { cloudOfMailbox } from "./mailboxCloud";

/** What a configuration is written for: a mailbox that is signed in, or an address with a registration. */
export type ExportSubject =
  | { readonly kind: "mailbox"; readonly mailbox: Mailbox }
  | {
      readonly kind: "registration";
      readonly registration: Registration;
      readonly tenantId: string | undefined;
      readonly address: string;
    };

/** What identifies an export, so that it can be written again. */
export interface ExportChoice {
  readonly exporter: ExporterId;
  readonly tokenSource: TokenSource;
}

export interface ExportServiceParts {
  readonly secrets: Pick<SecretStore, "get">;
  readonly state: Pick<StateStore, "state">;
  readonly settings: Pick<SettingsReader, "cloud">;
  readonly clock: Pick<Clock, "now">;
  /** Absolute path of the token command; undefined while tokens are not served. */
  readonly tokenCommand: () => string | undefined;
}

/** Brings together what exporters write from. */
export class ExportService {
  constructor(private readonly parts: ExportServiceParts) {}

  /**
   * What an exporter writes from, without any secret.
   * @param registration that of a mailbox, where it could be read
   * @throws Failure `input.invalid` (cloud.changed)
   */
  async input(
    subject: ExportSubject,
    registration: Registration | undefined,
    tokenSource: TokenSource,
  ): Promise<ExportInput> {
    const { cloudServers, exportMailbox, exportRegistration } =
      await import("../core/export/onDemand");
    const mailbox = subject.kind === "mailbox" ? subject.mailbox : this.asMailbox(subject);
    const cloud = cloudOfMailbox(mailbox, this.parts.settings);
    const known = subject.kind === "registration" ? subject.registration : registration;
    const kind = isAppOnly(subject) ? "appOnly" : "delegated";
    const seen = exportMailbox(mailbox, kind);
    const tokenCommand = this.parts.tokenCommand();
    const options: ExportOptions = {
      servers: { ...cloudServers(cloud, seen.personal), ...mailbox.servers },
      tokenSource,
      ...(tokenCommand === undefined ? {} : { tokenCommand }),
    };
    return {
      mailbox: seen,
      registration: exportRegistration(mailbox, known, kind),
      cloud,
      options,
    };
  }

  /** The client secret of the registration, where its value lies in this editor. */
  async clientSecret(subject: ExportSubject): Promise<string | undefined> {
    const { secrets, state, clock } = this.parts;
    const { clientId, secretKeyId } =
      subject.kind === "mailbox" ? subject.mailbox : this.asMailbox(subject);
    const newest = state.state.storedSecrets
      .filter(({ appId }) => appId === clientId)
      .sort((a, b) => b.storedAt.localeCompare(a.storedAt))[0]?.keyId;
    const keyId = currentSecret(clientId, secretKeyId ?? newest, state.state, clock.now());
    return keyId === undefined ? undefined : await secrets.get(clientSecretKey(clientId, keyId));
  }

  /** A mailbox nobody has signed in to from here: what its sign-in elsewhere will be. */
  private asMailbox({
    registration,
    tenantId,
    address,
  }: Extract<ExportSubject, { kind: "registration" }>): Mailbox {
    const authorityTenant = authorityTenantOf(registration.signInAudience, tenantId);
    const personal = registration.signInAudience === "PersonalMicrosoftAccount";
    const [secret] = registration.clientSecrets;
    const redirectUri =
      loopbackRedirectOf(registration)?.uri ??
      registration.redirectUris.web[0] ??
      registration.redirectUris.publicClient[0];
    const confidential = registration.redirectUris.publicClient.length === 0;
    return {
      id: "",
      address,
      clientId: registration.appId,
      registrationName: registration.displayName,
      cloudId: this.parts.settings.cloud.id,
      authorityTenant,
      account: {
        homeAccountId: "",
        username: address,
        tenantId: personal ? consumersTenantId : (tenantId ?? ""),
      },
      flow: "loopback",
      ...(confidential && secret !== undefined ? { secretKeyId: secret.keyId } : {}),
      ...(redirectUri === undefined ? {} : { redirectUri }),
      scopes: [],
      signedInAt: this.parts.clock.now().toISOString(),
      tokenExpiresAt: undefined,
      needsSignIn: false,
      probes: {},
    };
  }
}

function isAppOnly(subject: ExportSubject): boolean {
  return subject.kind === "registration"
    ? actsAsItself(subject.registration)
    : subject.mailbox.kind === "appOnly";
}
