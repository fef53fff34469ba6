import assert from "node:assert/strict";
import type { ExporterId } from "../../src/core/export/exporter";
import { exporterOf } from "../../src/core/export/exporterRegistry";
import { writeExport } from "../../src/core/export/writeExport";
import { ClientHome } from "./clientHome";
import type { Ended } from "./ended";
import { owner, useMailScene } from "./mailScene";

interface TooOld {
  readonly exporter: ExporterId;
  readonly run: (home: ClientHome, file: string) => Promise<Ended>;
  readonly exit: number;
  /** Its words for the first thing that it does not know. All before that it has read. */
  readonly says: RegExp;
}

/** What Debian 12 has cannot use OAuth. The exporters say which version can. */
const programs: readonly TooOld[] = [
  {
    exporter: "fetchmail",
    run: (home, file) => home.run("/usr/bin/fetchmail", ["--fetchmailrc", file]),
    // PS_SYNTAX
    exit: 5,
    says: /\.fetchmailrc:\d+: syntax error at oauthbearer/,
  },
  {
    exporter: "swaks",
    run: (home, file) => home.run("/bin/sh", [file, owner]),
    // "error in prerequisites" of swaks(1)
    exit: 10,
    says: /XOAUTH2 is not a recognized auth type/,
  },
];

describe("programs of Debian that are too old for OAuth", () => {
  const scene = useMailScene();
  let home: ClientHome;

  beforeEach(() => {
    home = new ClientHome();
  });
  afterEach(() => home.close());

  for (const { exporter: id, run, exit, says } of programs) {
    it(`${id} says which word it does not know`, async () => {
      const exporter = exporterOf(id);
      assert.ok(exporter);
      const [file] = writeExport(exporter, scene().input(scene().tokenCommand));
      assert.ok(file);
      const ended = await run(home, home.write(file.name, file.text));
      assert.match(ended.output, says);
      assert.equal(ended.exit, exit, ended.output);
    });
  }
});
