import type { Protocol } from "../../sandbox/mail/protocols";
import { guestList } from "./mailboxes";
import { mailUser } from "./mailUser";

export interface DovecotSettings {
  /** Everything of this server lies here. */
  readonly folder: string;
  readonly ports: { readonly imap: number; readonly pop: number };
  readonly certificateFiles: { readonly cert: string; readonly key: string };
  /** Port of the access service. */
  readonly accessPort: number;
}

/** What Dovecot calls the protocols; Postfix, which asks for the authentication only, calls its own "smtp". */
const services: Readonly<Record<Protocol, string>> = { imap: "imap", pop: "pop3", smtp: "smtp" };

/**
 * What Dovecot asks the access service about a token: may it speak the protocol? To submit mail an application is
 * asked for apart from persons, because only a person has to sign in as themselves.
 */
export type Door = Protocol | "smtp-application";

const doors: Readonly<Record<Protocol, readonly Door[]>> = {
  imap: ["imap"],
  pop: ["pop"],
  smtp: ["smtp", "smtp-application"],
};

/** All of them. */
export const allDoors: readonly Door[] = Object.values(doors).flat();

/** The file of {@link oauth2Config} for one of them. */
export const oauth2File = (door: Door): string => `oauth2-${door}.conf.ext`;

/** Where Postfix asks who has signed in. */
export const authSocket = (folder: string): string => `${folder}/run/auth-postfix`;

/** dovecot.conf: IMAP and POP over TLS with XOAUTH2 as the only mechanism, as at Exchange Online. */
export function dovecotConfig({ folder, ports, certificateFiles }: DovecotSettings): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap pop3
listen = 127.0.0.1
ssl = required
ssl_cert = <${certificateFiles.cert}
ssl_key = <${certificateFiles.key}
auth_mechanisms = xoauth2
auth_failure_delay = 0
first_valid_uid = ${mailUser}
mail_location = maildir:~/Maildir
namespace inbox {
  inbox = yes
}
${Object.entries(services)
  .map(
    ([protocol, service]) => `protocol ${service} {
${doors[protocol as Protocol].map((door) => passdb(folder, door)).join("\n")}
}`,
  )
  .join("\n")}
userdb {
  driver = prefetch
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${ports.imap}
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = 0
  }
  inet_listener pop3s {
    port = ${ports.pop}
    ssl = yes
  }
}
service imap {
  executable = imap imap-postlogin
}
service pop3 {
  executable = pop3 pop3-postlogin
}
${postLogin("imap", folder)}
${postLogin("pop3", folder)}
service auth {
  unix_listener auth-postfix {
    mode = 0666
  }
}
# no growing delay after refused logins
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`;
}

function passdb(folder: string, door: Door): string {
  return `  passdb {
    driver = oauth2
    mechanisms = xoauth2
    args = ${folder}/${oauth2File(door)}
  }`;
}

function postLogin(service: string, folder: string): string {
  return `service ${service}-postlogin {
  executable = script-login ${folder}/${accessFile(service)}
  user = $default_internal_user
  unix_listener ${service}-postlogin {
  }
}`;
}

/**
 * oauth2-….conf.ext. For mailboxes, the name given at login only chooses the mailbox; whose rights the token carries
 * goes on to {@link accessScripts}. The constant format keeps Dovecot from comparing the two itself. To submit mail
 * the two must be one for a person; an application is known to Postfix by the mailbox and by itself, see
 * {@link readAccount}.
 */
export function oauth2Config(
  { folder, accessPort }: Pick<DovecotSettings, "folder" | "accessPort">,
  door: Door,
): string {
  const fields = [
    `userdb_uid=${mailUser}`,
    `userdb_gid=${mailUser}`,
    `userdb_home=${folder}/mail/%u`,
    "userdb_rights=%{oauth2:rights}",
    ...(door === "smtp-application" ? ["user=%Lu@%{oauth2:rights}"] : []),
  ];
  return `
introspection_mode = post
introspection_url = http://127.0.0.1:${accessPort}/${door}
username_attribute = username
username_format = ${door === "smtp" ? "%Lu" : "any"}
active_attribute = active
active_value = true
pass_attrs = ${fields.join(" ")}
`;
}

/** Who has signed in at Postfix: a person, or an application (by the object id of its service principal). */
export function readAccount(name: string): {
  readonly mailbox: string;
  readonly application?: string;
} {
  const [, mailbox = name, application] = /^(.+@.+)@([0-9a-f-]{36})$/i.exec(name) ?? [];
  return { mailbox: mailbox.toLowerCase(), ...(application !== undefined && { application }) };
}

const accessFile = (service: string): string => `access-${service}.sh`;

/** How an authenticated user without rights is turned away, in the words of Exchange Online. */
const turnedAway: Readonly<Record<string, string>> = {
  imap: "* BYE User is authenticated but not connected.",
  pop3: "-ERR Authentication failure: unknown user name or bad password.",
};

/** Shell scripts by file name, which Dovecot runs after the authentication and before the mailbox. */
export const accessScripts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(turnedAway).map(([service, words]) => [
    accessFile(service),
    `#!/bin/sh
if grep --quiet --line-regexp --fixed-strings -- "$RIGHTS" "$HOME/${guestList}"; then
  exec "$@"
fi
printf '%s\\r\\n' '${words}'
`,
  ]),
);
