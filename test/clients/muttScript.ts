import { readFileSync } from "node:fs";
import type { ClientHome } from "./clientHome";

/** Comes with Debian's mutt. */
export const muttScript = "/usr/share/doc/mutt/examples/mutt_oauth2.py";

/**
 * Installs the script in the home folder as its readme says: with the identity that GnuPG encrypts for, and with the
 * registration below its table.
 */
export function installMuttScript(home: ClientHome, identity: string, registration: string): void {
  const [table = "", rest = ""] = readFileSync(muttScript, "utf8").split(/^(?=ap = )/m);
  const text = `${table.replace("YOUR_GPG_IDENTITY", identity)}${registration}\n${rest}`;
  home.write("bin/mutt_oauth2.py", text, 0o700);
}
