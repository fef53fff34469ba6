import { guestList } from "./mailboxes";
import { mailUser } from "./mailUser";

export interface DovecotSettings {
  /** Everything of this server lies here. */
  readonly folder: string;
  readonly port: number;
  readonly certificateFiles: { readonly cert: string; readonly key: string };
  /** Port of the access service. */
  readonly accessPort: number;
}

/** dovecot.conf: IMAP over TLS with XOAUTH2 as the only mechanism, as at Exchange Online. */
export function dovecotConfig({ folder, port, certificateFiles }: DovecotSettings): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
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
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${folder}/oauth2.conf.ext
}
userdb {
  driver = prefetch
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
service imap {
  executable = imap imap-postlogin
}
service imap-postlogin {
  executable = script-login ${folder}/access.sh
  user = $default_internal_user
  unix_listener imap-postlogin {
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

/**
 * oauth2.conf.ext. The name given at login only chooses the mailbox; whose rights the token carries goes on to
 * {@link accessScript}. The constant format keeps Dovecot from comparing the two itself.
 */
export function oauth2Config({ folder, accessPort }: DovecotSettings): string {
  return `
introspection_mode = post
introspection_url = http://127.0.0.1:${accessPort}/
username_attribute = username
username_format = any
active_attribute = active
active_value = true
pass_attrs = userdb_uid=${mailUser} userdb_gid=${mailUser} userdb_home=${folder}/mail/%u userdb_rights=%{oauth2:rights}
`;
}

/**
 * access.sh, which Dovecot runs after the authentication and before the mailbox: an authenticated user without
 * rights is turned away in the words of Exchange Online.
 */
export const accessScript = `#!/bin/sh
if grep --quiet --line-regexp --fixed-strings -- "$RIGHTS" "$HOME/${guestList}"; then
  exec "$@"
fi
printf '* BYE User is authenticated but not connected.\\r\\n'
`;
