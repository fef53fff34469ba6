import assert from "node:assert/strict";
import { parse as parseToml } from "smol-toml";
import type { ExporterId } from "../../../src/core/export/exporter";
import { readGoIni } from "../../support/mailReaders/goIni";
import { readMbsyncrc, readMsmtprc } from "../../support/mailReaders/lines";
import { readMuttrc } from "../../support/mailReaders/muttrc";
import { python, readConfigParser } from "../../support/pythonReader";

/** What the stand-in of a token command was called with. */
export type Words = readonly string[];

export interface Read {
  /** The user name and the command for reading, where the program reads. */
  readonly imap?: Access;
  readonly smtp?: Access;
}

export interface Access {
  readonly user: string;
  /** As the program runs it: a line for `sh -c`, or words. */
  readonly command: string | Words;
}

const evalToken = `
import ast, json, sys
tree = ast.parse(json.load(sys.stdin), mode="eval")
lists = [node for node in ast.walk(tree) if isinstance(node, (ast.List, ast.Tuple))]
json.dump(ast.literal_eval(lists[0]), sys.stdout)
`;

/**
 * How each program reads its file; `text` is the first file of its exporter. OfflineIMAP, getmail6 and Himalaya by a
 * library for their format, the others by readers of ours: these run everywhere. The programs themselves read in
 * `test/clients/hostileFiles.test.ts`, but for Himalaya, which Debian has not.
 */
export const programReaders: Readonly<Partial<Record<ExporterId, (text: string) => Read>>> = {
  aerc: (text) => {
    const [account] = readGoIni(text).values();
    const value = (key: string): string => account?.get(key) ?? "";
    const user = (key: string): string => decodeURIComponent(new URL(value(key)).username);
    return {
      imap: { user: user("source"), command: value("source-cred-cmd") },
      smtp: { user: user("outgoing"), command: value("outgoing-cred-cmd") },
    };
  },
  mutt: muttAccess,
  neomutt: muttAccess,
  isync: (text) => {
    const [account = ""] = text.split(/\n\n(?=IMAPStore)/);
    const values = readMbsyncrc(account.replace(/^Port .*\n/m, ""));
    return { imap: { user: values.get("User") ?? "", command: values.get("PassCmd") ?? "" } };
  },
  msmtp: (text) => {
    const values = readMsmtprc(text);
    return { smtp: { user: values.get("user") ?? "", command: values.get("passwordeval") ?? "" } };
  },
  offlineimap3: (text) => {
    const repository = Object.entries(readConfigParser(text, true)).find(([name]) =>
      name.endsWith("-remote"),
    )?.[1];
    const words = python(evalToken, repository?.["oauth2_access_token_eval"]) as Words;
    return { imap: { user: repository?.["remoteuser"] ?? "", command: words } };
  },
  getmail6: (text) => {
    const { retriever = {} } = readConfigParser(text, false);
    const words = python(evalToken, retriever["password_command"]) as Words;
    return { imap: { user: retriever["username"] ?? "", command: words } };
  },
  himalaya: (text) => {
    const { accounts } = parseToml(text) as unknown as {
      readonly accounts: Record<string, HimalayaAccount>;
    };
    const [account] = Object.values(accounts);
    const access = ({ xoauth2 }: HimalayaAccount["imap"]["sasl"]): Access => ({
      user: xoauth2.username,
      command: xoauth2.token.command,
    });
    assert.ok(account !== undefined);
    return { imap: access(account.imap.sasl), smtp: access(account.smtp.sasl) };
  },
};

interface HimalayaProtocol {
  readonly sasl: {
    readonly xoauth2: { readonly username: string; readonly token: { readonly command: Words } };
  };
}

interface HimalayaAccount {
  readonly imap: HimalayaProtocol;
  readonly smtp: HimalayaProtocol;
}

function muttAccess(text: string): Read {
  const values = readMuttrc(text);
  const value = (name: string): string => values.get(name) ?? "";
  return {
    imap: { user: value("imap_user"), command: value("imap_oauth_refresh_command") },
    smtp: {
      user: decodeURIComponent(new URL(value("smtp_url")).username),
      command: value("smtp_oauth_refresh_command"),
    },
  };
}
