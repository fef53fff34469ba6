import type { Ui } from "./parts";
import { secretNotHere, type StoredSecret } from "./prompts/pickStoredSecret";

/** @throws Failure `input.invalid` (clientSecret.notHere) when the editor has lost the value */
export async function readStoredSecret(
  { clientSecrets }: Ui,
  { registration, secret }: StoredSecret,
): Promise<string> {
  const value = await clientSecrets.read(registration.appId, secret.keyId);
  if (value === undefined) {
    throw secretNotHere();
  }
  return value;
}
