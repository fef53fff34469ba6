import { type Argument, atomsOf, textOf } from "./command";
import { type Folder, folderName, folders } from "./folder";
import {
  badArguments,
  type CommandRow,
  type Completion,
  type Connected,
  folderOf,
  no,
  ok,
  type Session,
} from "./session";

const flags = String.raw`\Seen \Answered \Flagged \Deleted \Draft $MDNSent`;

function select(
  session: Session,
  args: readonly Argument[],
  state: Connected,
  command: string,
): Completion {
  const asked = textOf(args[0]);
  if (asked === undefined) {
    return badArguments;
  }
  const name = folderName(asked);
  if (name === undefined) {
    const { selected: _, ...unselected } = state;
    session.state = unselected;
    return no(`${asked} doesn't exist.`);
  }
  const readOnly = command === "EXAMINE";
  const folder = folderOf(state, name);
  session.state = { ...state, selected: { folder, readOnly } };
  const { firstUnseen } = folder;
  const lines = [
    `${folder.count} EXISTS`,
    "0 RECENT",
    `FLAGS (${flags})`,
    `OK [PERMANENTFLAGS (${readOnly ? "" : flags})] Permanent flags`,
    ...(firstUnseen === undefined
      ? []
      : [`OK [UNSEEN ${firstUnseen}] Is the first unseen message`]),
    `OK [UIDVALIDITY ${folder.uidValidity}] UIDVALIDITY value`,
    `OK [UIDNEXT ${folder.uidNext}] The next unique identifier value`,
  ];
  for (const line of lines) {
    session.send(`* ${line}`);
  }
  return ok(`[${readOnly ? "READ-ONLY" : "READ-WRITE"}] ${command} completed.`);
}

/** `*` matches all, `%` all but the hierarchy's `/` (RFC 3501 §6.3.8). */
function wildcard(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("%", "[^/]*");
  return new RegExp(`^${source}$`, "i");
}

function list(
  session: Session,
  args: readonly Argument[],
  _state: Connected,
  command: string,
): Completion {
  const reference = textOf(args[0]);
  const pattern = textOf(args[1]);
  if (reference === undefined || pattern === undefined) {
    return badArguments;
  }
  if (pattern === "") {
    session.send(String.raw`* ${command} (\Noselect) "/" ""`);
  } else {
    const wanted = wildcard(reference + pattern);
    for (const { name, attributes } of folders.filter((folder) => wanted.test(folder.name))) {
      const shown = name.includes(" ") ? `"${name}"` : name;
      session.send(`* ${command} (${attributes}) "/" ${shown}`);
    }
  }
  return ok(`${command} completed.`);
}

const statusItems: Readonly<Record<string, (folder: Folder) => number>> = {
  MESSAGES: (folder) => folder.count,
  RECENT: () => 0,
  UIDNEXT: (folder) => folder.uidNext,
  UIDVALIDITY: (folder) => folder.uidValidity,
  UNSEEN: (folder) => folder.unseenCount,
};

function status(session: Session, args: readonly Argument[], state: Connected): Completion {
  const asked = textOf(args[0]);
  const items = atomsOf(args[1]).map((item) => item.toUpperCase());
  if (asked === undefined || items.length === 0 || items.some((item) => !(item in statusItems))) {
    return badArguments;
  }
  const name = folderName(asked);
  if (name === undefined) {
    return no(`${asked} doesn't exist.`);
  }
  const folder = folderOf(state, name);
  const values = items.map((item) => `${item} ${statusItems[item]?.(folder) ?? 0}`);
  session.send(`* STATUS ${name.includes(" ") ? `"${name}"` : name} (${values.join(" ")}) `);
  return ok("STATUS completed.");
}

/** What Exchange has and the sandbox does not: it says so, loudly, and changes nothing. */
const lacking = [
  "APPEND",
  "COPY",
  "CREATE",
  "DELETE",
  "EXPUNGE",
  "MOVE",
  "RENAME",
  "SUBSCRIBE",
  "UID COPY",
  "UID EXPUNGE",
  "UID MOVE",
  "UNSUBSCRIBE",
];

/** Commands that need a mailbox, and no folder of it. */
export const mailboxCommands: readonly CommandRow[] = [
  {
    names: ["NAMESPACE"],
    needs: "mailbox",
    run: (session) => {
      session.send('* NAMESPACE (("" "/")) NIL NIL');
      return ok("NAMESPACE completed.");
    },
  },
  { names: ["LIST", "LSUB"], needs: "mailbox", run: list },
  { names: ["SELECT", "EXAMINE"], needs: "mailbox", run: select },
  { names: ["STATUS"], needs: "mailbox", run: status },
  {
    names: ["IDLE"],
    needs: "mailbox",
    run: async (session) => {
      session.send("+ IDLE accepted, awaiting DONE command.");
      const line = await session.readLine();
      return line?.toUpperCase() === "DONE" ? ok("IDLE completed.") : badArguments;
    },
  },
  {
    names: lacking,
    needs: "mailbox",
    run: (session, _args, _state, name) => {
      session.log(`SANDBOX HAS NO IMAP ${name}`);
      return no(`[CANNOT] sandbox has no ${name}.`);
    },
  },
];
