/** Owner of the mail, user and group: Debian's "mail". */
export const mailUser = 8;
