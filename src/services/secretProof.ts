import type { ClientCredentialProof, CredentialVerdict, SettingsReader } from "../core/ports";
import type { SignInAudience } from "../core/registration/registration";

export interface SecretProofParts {
  readonly proof: ClientCredentialProof;
  readonly settings: SettingsReader;
  /** Keeps a value out of logs and notifications. */
  readonly hide: (value: string) => void;
}

/**
 * Whether a token request of the app itself can tell if a secret works. It needs a directory to ask; for a
 * registration for personal accounts only there is none (unverified: no page says what such a request answers).
 */
export function isProvable(audience: SignInAudience, tenantId: string | undefined): boolean {
  return tenantId !== undefined && audience !== "PersonalMicrosoftAccount";
}

/** Proves a client secret that somebody typed, before it is stored. */
export class SecretProof {
  constructor(private readonly parts: SecretProofParts) {}

  /** @throws Failure `oauth.unreachable`, `oauth.unexpectedAnswer`; CancelledError */
  prove(
    appId: string,
    tenantId: string,
    clientSecret: string,
    signal: AbortSignal,
  ): Promise<CredentialVerdict> {
    const { proof, settings, hide } = this.parts;
    hide(clientSecret);
    const client = {
      cloud: settings.cloud,
      clientId: appId,
      authorityTenant: tenantId,
      clientSecret,
    };
    return proof.prove(client, signal);
  }
}
