import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MailboxSeed, World } from "../../sandbox/model";
import { mailUser } from "./mailUser";

/** File in the home of a mailbox that names who may open it, one object id a line. */
export const guestList = "guests";

/** Writes the mailboxes of the sandbox as Maildirs, each open to its owner and its delegates. */
export function writeMailboxes(folder: string, world: World): void {
  ownedFolder(folder);
  writeGuests(folder, world);
}

function writeMailbox(home: string, mailbox: MailboxSeed): void {
  const maildir = join(home, "Maildir");
  for (const path of [home, maildir, ...["cur", "new", "tmp"].map((it) => join(maildir, it))]) {
    ownedFolder(path);
  }
  mailbox.messages.forEach(({ subject, from, text }, index) => {
    const headers = `From: ${from}\r\nTo: ${mailbox.address}\r\nSubject: ${subject}\r\n`;
    ownedFile(join(maildir, "cur", `${index + 1}.sandbox:2,`), `${headers}\r\n${text}`);
  });
}

/** Writes down who may open which mailbox by now, also one that was made meanwhile. */
export function writeGuests(folder: string, world: World): void {
  for (const mailbox of world.mailboxes.values()) {
    const home = join(folder, mailbox.address);
    if (!existsSync(home)) writeMailbox(home, mailbox);
    const guests = [mailbox.ownerId, ...mailbox.delegateIds].map((id) => `${id}\n`).join("");
    replaceFile(join(home, guestList), guests);
  }
}

function ownedFolder(path: string): void {
  mkdirSync(path);
  chownSync(path, mailUser, mailUser);
}

function ownedFile(path: string, content: string): void {
  writeFileSync(path, content);
  chownSync(path, mailUser, mailUser);
}

/** In one step: somebody else's login may read it at this moment. */
function replaceFile(path: string, content: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === content) return;
  ownedFile(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}
