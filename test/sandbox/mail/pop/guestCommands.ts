import { challengeFor } from "../challenge";
import {
  ok,
  type PopAnswer,
  type PopCommandRow,
  type PopSession,
  protocolError,
  refuse,
  toldAnswer,
} from "./session";

/** As seen at outlook.office365.com (vmime#267, email-oauth2-proxy#62). */
const capabilities = ["TOP", "UIDL", "SASL PLAIN XOAUTH2", "USER"];

/** How often a connection may try; the number is unverified. */
const maxFailures = 3;

function failed(session: PopSession, text: string): PopAnswer {
  const before = session.state.kind === "guest" ? session.state.failures : 0;
  session.state = { kind: "guest", failures: before + 1 };
  return { ...refuse(text), end: before + 1 >= maxFailures };
}

/**
 * `AUTH XOAUTH2` and the response in a line of its own. In one line with the command, Exchange Online takes it for a
 * breach of the protocol and hangs up (getmail6#256, jakartaee/mail-api#461).
 */
async function authenticate(
  session: PopSession,
  [mechanism = "", initial]: readonly string[],
): Promise<PopAnswer> {
  if (initial !== undefined) {
    session.log("sandbox: POP sign-in refused: the response came in one line with AUTH");
    return { ...refuse("Protocol error. Connection is closed. 10"), end: true };
  }
  const name = mechanism.toUpperCase();
  if (name !== "XOAUTH2" && name !== "PLAIN") {
    return protocolError;
  }
  session.send("+ ");
  const response = (await session.readLine()) ?? "*";
  if (response === "*") {
    return refuse("Authentication cancelled.");
  }
  if (name === "PLAIN") {
    return failed(session, "Logon failure: unknown user name or bad password.");
  }
  const access = session.signIn(response);
  if (access.outcome === "connected") {
    const { mailbox } = access;
    const messages = [...mailbox.messages];
    session.state = { kind: "transaction", mailbox, messages, deleted: new Set() };
    return ok("User successfully authenticated.");
  }
  session.log(`sandbox: POP sign-in ${access.outcome}: ${access.reason}`);
  if (access.outcome === "told") {
    return toldAnswer(access.fault);
  }
  if (session.challenge()) {
    session.send(`+ ${challengeFor("pop")}`);
    await session.readLine();
  }
  // One text for all of it; whether the live service tells a closed mailbox apart is unverified.
  return failed(session, "Authentication failure: unknown user name or bad password.");
}

/** Commands that work before sign-in. */
export const guestCommands: readonly PopCommandRow[] = [
  { name: "CAPA", needs: "nothing", run: () => ({ ...ok(), lines: capabilities }) },
  { name: "AUTH", needs: "guest", run: authenticate },
  // Passwords are no longer taken (basic authentication is off in Exchange Online).
  {
    name: "USER",
    needs: "guest",
    run: (session, [user]) => {
      if (user === undefined) {
        return protocolError;
      }
      const { state } = session;
      session.state = { kind: "guest", failures: "failures" in state ? state.failures : 0, user };
      return ok();
    },
  },
  {
    name: "PASS",
    needs: "guest",
    run: (session) =>
      "user" in session.state
        ? failed(session, "Logon failure: unknown user name or bad password.")
        : protocolError,
  },
];
