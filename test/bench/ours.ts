import type { ProtocolId } from "../../src/core/mail/probe";
import { readReply } from "../../src/core/mail/readReply";
import type { Dialer } from "../../src/core/ports";
import { GraphMailDialer } from "../../src/platform/node/graphMailDialer";
import { ImapFlowDialer } from "../../src/platform/node/imapDialer";
import { PopDialer } from "../../src/platform/node/popDialer";
import { SmtpDialer } from "../../src/platform/node/smtpDialer";
import { trustAuthority } from "../support/trustAuthority";
import type { Contender } from "./measure";

const dialers: Readonly<Record<ProtocolId, Dialer>> = {
  imap: new ImapFlowDialer(),
  smtp: new SmtpDialer(),
  pop: new PopDialer(),
  graph: new GraphMailDialer(),
};

/**
 * The login tests of the extension. The mailbox counts as open when the whole result is there, which is when the
 * person sees it, and not when the last stage ends.
 */
export const ours: readonly Contender[] = Object.entries(dialers).map(([protocol, dialer]) => ({
  protocol: protocol as ProtocolId,
  name: "Entra Mail",
  run: async ({ caFile, ...target }, reach) => {
    const endTrust = trustAuthority(caFile);
    try {
      const transcript = await dialer.login(
        { ...target, address: target.user },
        new AbortController().signal,
        ({ id, outcome }) => {
          if (id === "authenticate" && outcome === "ok") reach("signedIn");
        },
      );
      const reading = readReply(transcript);
      if (!reading.ok) throw new Error(`The ${protocol} test ended with ${reading.problem}.`);
      reach("open");
    } finally {
      endTrust();
    }
  },
}));
