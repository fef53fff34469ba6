import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dovecotObstacle } from "../support/dovecot/dovecot";
import { postfixObstacle } from "../support/postfix/postfix";
import { mailClients } from "./clientTable";
import { muttScript } from "./muttScript";
import { asSomebody } from "./programs/getmail6";

/** What is run besides the programs of the table. */
const others = ["/usr/bin/gpg", "/usr/bin/fetchmail", "/usr/bin/swaks"];

/** Why the programs cannot be tried here; `undefined` when they can. */
export function clientsObstacle(): string | undefined {
  const server = dovecotObstacle() ?? postfixObstacle();
  if (server !== undefined) return server;
  const files = [...mailClients.map(({ program }) => program), muttScript, ...others];
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) return `not installed: ${missing.join(", ")}`;
  const [file, ...words] = asSomebody;
  return spawnSync(file, [...words, "true"]).status === 0
    ? undefined
    : "getmail refuses to run as root, and there are no user namespaces";
}

/** For a `before`: skips a suite where the programs cannot be tried. In CI that is a failure. */
export function needClients(): Mocha.Func {
  return function () {
    const obstacle = clientsObstacle();
    if (obstacle === undefined) return;
    assert.notEqual(process.env["CI"], "true", obstacle);
    this.skip();
  };
}
