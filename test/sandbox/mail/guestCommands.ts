import { challengeFor } from "./challenge";
import {
  badArguments,
  type Completion,
  type CommandRow,
  no,
  ok,
  type Session,
  toldCompletion,
} from "./session";
import { textOf } from "./command";

/** As seen at outlook.office365.com in September 2026, before and after sign-in (MailKit#2016). */
const guestCapabilities =
  "IMAP4 IMAP4rev1 AUTH=XOAUTH2 LOGINDISABLED SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+";
const userCapabilities =
  "IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CLIENTACCESSRULES CLIENTNETWORKPRESENCELOCATION BACKENDAUTHENTICATE CHILDREN IDLE NAMESPACE LITERAL+";

/** How often a connection may try; the number and the words of the BYE are unverified. */
const maxFailures = 3;

function failed(session: Session, text: string): Completion {
  const before = session.state.kind === "guest" ? session.state.failures : 0;
  session.state = { kind: "guest", failures: before + 1 };
  return before + 1 < maxFailures ? no(text) : { ...no(text), bye: "Connection is closed. 13" };
}

async function authenticate(
  session: Session,
  mechanism: string,
  initial: string | undefined,
): Promise<Completion> {
  if (session.state.kind !== "guest") {
    return { status: "BAD", text: "Command received in Invalid state." };
  }
  if (mechanism !== "XOAUTH2") {
    return mechanism === "PLAIN" ? failed(session, "AUTHENTICATE failed.") : badArguments;
  }
  let response = initial;
  if (response === undefined) {
    session.send("+ ");
    response = await session.readLine();
  }
  if (response === "*") {
    return { status: "BAD", text: "AUTHENTICATE cancelled." };
  }
  const access = session.signIn(response ?? "");
  if (access.outcome !== "connected") {
    session.log(`sandbox: IMAP sign-in ${access.outcome}: ${access.reason}`);
  }
  if (access.outcome === "told") {
    return toldCompletion(access.fault);
  }
  if (access.outcome === "refused") {
    if (session.challenge()) {
      session.send(`+ ${challengeFor("imap")}`);
      await session.readLine();
    }
    return failed(session, "AUTHENTICATE failed.");
  }
  session.state =
    access.outcome === "connected"
      ? { kind: "connected", mailbox: access.mailbox, folders: new Map() }
      : { kind: "notConnected", complaints: 0 };
  return ok("AUTHENTICATE completed.");
}

/** Commands that work before sign-in, too. */
export const guestCommands: readonly CommandRow[] = [
  {
    names: ["CAPABILITY"],
    needs: "nothing",
    run: (session) => {
      const words = session.state.kind === "guest" ? guestCapabilities : userCapabilities;
      session.send(`* CAPABILITY ${words}`);
      return ok("CAPABILITY completed.");
    },
  },
  {
    names: ["ID"],
    needs: "nothing",
    run: (session) => {
      session.send('* ID ("name" "Microsoft.Exchange.Imap4.Imap4Server" "version" "15.20")');
      return ok("ID completed");
    },
  },
  {
    names: ["NOOP"],
    needs: "nothing",
    run: ({ state, send }) => {
      const folder = state.kind === "connected" ? state.selected?.folder : undefined;
      if (folder?.grow() === true) {
        send(`* ${folder.count} EXISTS`);
      }
      return ok("NOOP completed.");
    },
  },
  {
    names: ["LOGOUT"],
    needs: "nothing",
    run: () => ({
      ...ok("LOGOUT completed."),
      bye: "Microsoft Exchange Server IMAP4 server signing off.",
    }),
  },
  // Passwords are no longer taken (basic authentication is off in Exchange Online).
  { names: ["LOGIN"], needs: "nothing", run: (session) => failed(session, "LOGIN failed.") },
  {
    names: ["AUTHENTICATE"],
    needs: "nothing",
    run: (session, args) =>
      authenticate(session, textOf(args[0])?.toUpperCase() ?? "", textOf(args[1])),
  },
];
