import { throwIfAborted } from "../../../src/base/async";
import type {
  ClientCredentialProof,
  CredentialVerdict,
  OAuthClient,
} from "../../../src/core/ports";
import type { Tenant } from "./fakeDirectory";
import { type Gate, open } from "./gate";

/** Proves the secrets of a tenant. */
export class FakeProof implements ClientCredentialProof {
  readonly clients: OAuthClient[] = [];
  /** What the next requests come to, before the truth is told. */
  readonly verdicts: CredentialVerdict[] = [];

  constructor(
    private readonly tenant: Tenant,
    private readonly gate: Gate = open,
  ) {}

  async prove(client: OAuthClient, signal: AbortSignal): Promise<CredentialVerdict> {
    this.clients.push(client);
    throwIfAborted(signal);
    return await this.gate("proof.prove", () => this.verdicts.shift() ?? this.truth(client));
  }

  private truth({ clientId, clientSecret }: OAuthClient): CredentialVerdict {
    const registration = this.tenant.registrations.find(({ appId }) => appId === clientId);
    const isRight = registration?.clientSecrets.some(
      ({ keyId }) => this.tenant.secretTexts.get(keyId) === clientSecret,
    );
    return isRight === true
      ? { kind: "proven" }
      : { kind: "refused", aadsts: "7000215", text: "Invalid client secret provided." };
  }
}
