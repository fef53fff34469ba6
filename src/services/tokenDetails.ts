import { isCancelled } from "../base/errors";
import type { Cloud } from "../core/cloud";
import type { Finding } from "../core/diagnosis/finding";
import { isFailure } from "../core/failure";
import type { Protocol } from "../core/mail/protocol";
import type { Mailbox } from "../core/mailbox/mailbox";
import { isConsentMissing } from "../core/oauth/consentMissing";
import { endsSignIn } from "../core/oauth/endsSignIn";
import { factsOfGrant } from "../core/oauth/grantFacts";
import {
  type NoToken,
  type ProtocolVerdict,
  protocolVerdicts,
  type ResourceTokens,
} from "../core/oauth/protocolVerdicts";
import { protocolToAsk } from "../core/oauth/tokenFit";
import type { TokenInfo } from "../core/oauth/tokenInfo";
import type { Clock, SettingsReader } from "../core/ports";
import { cloudOfMailbox } from "./mailboxCloud";
import type { MailboxService } from "./mailboxService";

/** The token for an API, or the reason why there is none. */
export type ResourceDetails =
  | { readonly token: TokenInfo }
  | { readonly token: undefined; readonly why: NoToken; readonly finding: Finding };

/** What there is to know of the tokens of a mailbox without showing one. */
export interface TokenDetails {
  readonly mailbox: Mailbox;
  readonly cloud: Cloud;
  readonly resources: Readonly<Record<Protocol["resource"], ResourceDetails>>;
  readonly verdicts: readonly ProtocolVerdict[];
  readonly at: Date;
}

export interface TokenDetailsParts {
  readonly mailboxes: Pick<MailboxService, "get" | "grant">;
  readonly settings: SettingsReader;
  readonly clock: Clock;
}

/**
 * Asks silently for a token of each API and reads it.
 * @throws Failure `input.invalid` (mailbox.missing, cloud.changed); CancelledError
 */
export async function tokenDetails(
  { mailboxes, settings, clock }: TokenDetailsParts,
  mailboxId: string,
  signal: AbortSignal,
): Promise<TokenDetails> {
  const mailbox = mailboxes.get(mailboxId);
  const cloud = cloudOfMailbox(mailbox, settings);
  const details = async (resource: Protocol["resource"]): Promise<ResourceDetails> => {
    const protocol = protocolToAsk(resource, mailbox.scopes);
    try {
      return { token: factsOfGrant(await mailboxes.grant(mailboxId, protocol.id, signal)) };
    } catch (error) {
      const { explainFailure, notPermitted } = await import("../core/diagnosis/onDemand");
      const refusal = explainFailure(error);
      if (isCancelled(error) || refusal === undefined) throw error;
      const finding = isConsentMissing(error) ? notPermitted(protocol, refusal) : refusal;
      return { token: undefined, why: whyNot(error), finding };
    }
  };
  const mail = await details("mail");
  const resources = { mail, graph: await details("graph") } satisfies ResourceTokens;
  const at = clock.now();
  const verdicts = protocolVerdicts(resources, cloud, at);
  return { mailbox: mailboxes.get(mailboxId), cloud, resources, verdicts, at };
}

function whyNot(error: unknown): NoToken {
  if (!isFailure(error, "oauth.interactionRequired")) return "notAsked";
  return endsSignIn(error) ? "signInAgain" : "notPermitted";
}
