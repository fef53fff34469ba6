import { mailUser } from "../dovecot/mailUser";

export interface PostfixSettings {
  /** Everything of this server lies here. */
  readonly folder: string;
  readonly port: number;
  readonly certificateFiles: { readonly cert: string; readonly key: string };
  /** Dovecot's socket for authentication. */
  readonly authSocket: string;
  /** Holds `ADDRESS/Maildir` for each mailbox. */
  readonly mailFolder: string;
  readonly addresses: readonly string[];
  /** Port of the service that knows who may send as whom. */
  readonly senderPort: number;
}

/** A token of 4 KB makes an AUTH line of about 6 KB; Postfix takes 2 KB unless told otherwise. */
const lineLimit = 16_384;

/**
 * main.cf: submission with STARTTLS and XOAUTH2 for the mailboxes of the sandbox. Senders are looked at when the
 * message has come, as at Exchange Online; mail to others goes nowhere.
 */
export function mainConfig(settings: PostfixSettings): string {
  const { folder, certificateFiles, authSocket, mailFolder, addresses, senderPort } = settings;
  const domains = [...new Set(addresses.map((address) => address.split("@")[1] ?? ""))];
  const maildirs = addresses.map((address) => `${address}=${address}/Maildir/`);
  return `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost
smtpd_banner = localhost ESMTP of the sandbox
mydestination =
alias_maps =
default_transport = error:5.4.6 nothing leaves the sandbox
virtual_mailbox_domains = ${domains.join(", ")}
virtual_mailbox_base = ${mailFolder}
virtual_mailbox_maps = inline:{ ${maildirs.join(", ")} }
virtual_minimum_uid = ${mailUser}
virtual_uid_maps = static:${mailUser}
virtual_gid_maps = static:${mailUser}
smtpd_reject_unlisted_recipient = no
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${authSocket}
smtpd_tls_cert_file = ${certificateFiles.cert}
smtpd_tls_key_file = ${certificateFiles.key}
smtpd_tls_auth_only = yes
smtpd_tls_security_level = encrypt
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_end_of_data_restrictions = check_policy_service inet:127.0.0.1:${senderPort}
smtpd_sasl_response_limit = ${lineLimit}
line_length_limit = ${lineLimit}
# no growing delay after refused logins
smtpd_error_sleep_time = 0
`;
}

/** master.cf: what submission and delivery into Maildirs need, nothing else. */
export function masterConfig({ port }: PostfixSettings): string {
  return `
127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
error unix - - n - - error
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
`;
}
