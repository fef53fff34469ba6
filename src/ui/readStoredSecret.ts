import { Failure } from "../core/failure";
import type { Ui } from "./parts";
import type { StoredSecret } from "./prompts/pickStoredSecret";

/** @throws Failure `secret.unreadable` when the editor has lost the value */
export async function readStoredSecret(
  { registrations }: Ui,
  { registration, secret }: StoredSecret,
): Promise<string> {
  const value = await registrations.readSecret(registration.appId, secret.keyId);
  if (value === undefined) {
    throw new Failure("secret.unreadable", "The value of this secret is not on this computer.");
  }
  return value;
}
