import type { Access } from "../access";
import { challengeFor } from "../challenge";
import { serverName } from "../listener";
import { refuse, reply, type SmtpCommandRow, type SmtpReply, type SmtpSession } from "./session";

/** How often a connection may try; number and words are unverified. */
const maxFailures = 3;

function failed(session: SmtpSession, line: string): SmtpReply {
  session.failures += 1;
  const answer = refuse(line);
  return session.failures < maxFailures
    ? answer
    : {
        lines: [
          ...answer.lines,
          "421 4.7.0 Too many errors on this connection, closing transmission channel",
        ],
        next: "hangUp",
      };
}

/** Why a token does not sign in, in the words of Exchange Online (failure-catalogue 47, 48). */
function refusalOf(access: Exclude<Access, { readonly outcome: "connected" | "told" }>): string {
  if (access.outcome !== "off") {
    return "535 5.7.3 Authentication unsuccessful";
  }
  const scope = access.by === "tenant" ? "Tenant" : "Mailbox";
  return `535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the ${scope}. Visit https://aka.ms/smtp_auth_disabled for more information.`;
}

async function xoauth2(session: SmtpSession, initial: string | undefined): Promise<SmtpReply> {
  if (initial === undefined) {
    session.send("334 ");
  }
  const response = initial ?? (await session.readLine()) ?? "*";
  if (response === "*") {
    return reply("501 5.7.0 Authentication canceled");
  }
  const access = session.signIn(response);
  if (access.outcome === "connected") {
    session.account = access;
    return reply("235 2.7.0 Authentication successful");
  }
  session.log(`sandbox: SMTP sign-in ${access.outcome}: ${access.reason}`);
  if (access.outcome === "told") {
    return toldReply(access.fault);
  }
  if (session.world.settings.mailChallenge) {
    session.send(`334 ${challengeFor("smtp")}`);
    await session.readLine();
  }
  return failed(session, refusalOf(access));
}

/** User name and password, which are asked for and then refused (failure-catalogue 45). */
async function password(session: SmtpSession, user: string | undefined): Promise<SmtpReply> {
  if (user === undefined) {
    session.send("334 VXNlcm5hbWU6");
    await session.readLine();
  }
  session.send("334 UGFzc3dvcmQ6");
  await session.readLine();
  return failed(
    session,
    "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
  );
}

const mechanisms: Readonly<
  Record<string, (session: SmtpSession, initial: string | undefined) => Promise<SmtpReply>>
> = { XOAUTH2: xoauth2, LOGIN: password };

/** AUTH (RFC 4954), with an initial response or without. Before STARTTLS it has no mechanism (PHPMailer#1254). */
export const authCommand: SmtpCommandRow = {
  name: "AUTH",
  needs: "hello",
  run: async (session, rest) => {
    const [name = "", initial] = rest.trim().split(/ +/);
    const mechanism = mechanisms[name.toUpperCase()];
    if (!session.secure || mechanism === undefined) {
      return refuse("504 5.7.4 Unrecognized authentication type");
    }
    // RFC 4954 §4; the words are unverified.
    return session.account === undefined
      ? mechanism(session, initial)
      : reply("503 5.5.2 Already authenticated");
  },
};

/** The answer the sandbox was told to give. */
export function toldReply(fault: {
  readonly reply?: string;
  readonly hangUp?: boolean;
}): SmtpReply {
  return {
    lines: fault.reply === undefined ? [] : [fault.reply.replace("{server}", serverName)],
    ...(fault.hangUp === true ? { next: "hangUp" } : {}),
  };
}
