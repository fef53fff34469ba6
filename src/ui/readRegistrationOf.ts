import { errorText } from "../base/errors";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { Registration } from "../core/registration/registration";
import type { Ui } from "./parts";

/**
 * The registration of a mailbox as it is now; undefined when it is not in the list or cannot be read without
 * asking: a mailbox may sign in with a registration of somebody else.
 */
export async function readRegistrationOf(
  { registrations, log }: Pick<Ui, "registrations" | "log">,
  { clientId }: Pick<Mailbox, "clientId">,
  signal: AbortSignal,
): Promise<Registration | undefined> {
  const known = registrations.list.items.find(({ appId }) => appId === clientId);
  if (known === undefined) return undefined;
  try {
    return await registrations.details(known.objectId, signal, { fresh: true });
  } catch (error) {
    if (signal.aborted) throw error;
    log.info(`Signing in again without reading the registration: ${errorText(error)}`);
    return undefined;
  }
}
