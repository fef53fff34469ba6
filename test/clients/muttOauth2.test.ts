import assert from "node:assert/strict";
import type { ExportInput } from "../../src/core/export/exporter";
import { exporterOf } from "../../src/core/export/exporterRegistry";
import { writeExport } from "../../src/core/export/writeExport";
import { FormBrowser } from "../platform/sandbox/formBrowser";
import { trustAuthority } from "../support/trustAuthority";
import { ClientHome } from "./clientHome";
import type { Ended } from "./ended";
import { arrived } from "./inbox";
import { owner, useMailScene } from "./mailScene";
import { installMuttScript } from "./muttScript";

const tokenFile = ".mutt_oauth2/grace-contoso-test.tokens";

describe("mutt_oauth2.py of Debian, configured by an export, with mutt", () => {
  const scene = useMailScene();
  let home: ClientHome;
  let input: ExportInput;
  let forget: () => void;

  before(async () => {
    home = new ClientHome();
    const { sandbox } = scene().lab;
    const served = scene().input(scene().tokenCommand);
    const [, port = ""] = sandbox.hostMap["login.microsoftonline.com:443"]?.split(":") ?? [];
    input = {
      ...served,
      cloud: { ...served.cloud, loginHost: `localhost:${port}` },
      options: { ...served.options, tokenSource: "muttOauth2" },
    };
    forget = trustAuthority(sandbox.caFile);
    const made = await gpg("--quick-generate-key", owner);
    assert.equal(made.exit, 0, made.output);
    for (const { name, text } of filesOf("muttOauth2")) {
      if (name === "registration.py") installMuttScript(home, owner, text);
      else home.write(name, text);
    }
    for (const { name, text } of filesOf("mutt")) home.write(`.config/mutt/${name}`, text);
  });

  after(async () => {
    forget?.();
    await home?.run("/usr/bin/gpgconf", ["--kill", "all"]);
    home?.close();
  });

  it("signs in once, by the browser, as its script says", async () => {
    let visited: Promise<unknown> | undefined;
    const { exit, output } = await home.run("/bin/sh", [home.path("authorize.sh")], {
      env: trust(),
      stdin: `grace-contoso-test\nlocalhostauthcode\n${owner}\n`,
      watch: (said) => {
        const [url] = /https:\/\/\S+(?=\s)/.exec(said) ?? [];
        if (url !== undefined) visited ??= visit(url);
      },
    });
    await visited;
    assert.equal(exit, 0, withoutTokens(output));
    assert.match(output, /NOTICE: Obtained new access token/);
  });

  it("hands mutt the token to send with", async () => {
    const subject = "mutt with mutt_oauth2.py";
    const { exit, output } = await send(subject);
    assert.equal(exit, 0, output);
    await arrived(scene().input(scene().tokenCommand), subject);
  });

  it("says that it has to sign in again when its refresh token is not taken", async () => {
    const state = {
      registration: "grace-contoso-test",
      authflow: "localhostauthcode",
      email: owner,
      access_token: "",
      access_token_expiration: "",
      refresh_token: "not-a-token",
    };
    home.write("state.json", JSON.stringify(state));
    const made = await gpg(
      "--yes",
      "--output",
      tokenFile,
      "--recipient",
      owner,
      "--encrypt",
      "state.json",
    );
    assert.equal(made.exit, 0, made.output);
    const asked = await home.run("/bin/sh", ["-c", `exec mutt_oauth2.py ${tokenFile}`], {
      env: trust(),
    });
    assert.equal(asked.exit, 1);
    assert.match(asked.output, /invalid_grant[\s\S]*Try running once with "--authorize"/);
    const { exit, output } = await send("never sent");
    assert.equal(exit, 1);
    assert.match(output, /Could not send the message\./);
  });

  const filesOf = (id: "mutt" | "muttOauth2") => {
    const exporter = exporterOf(id);
    assert.ok(exporter);
    return writeExport(exporter, input);
  };
  const gpg = (...words: readonly string[]): Promise<Ended> =>
    home.run("/usr/bin/gpg", ["--batch", "--passphrase", "", ...words]);
  const send = (subject: string): Promise<Ended> =>
    home.run("/usr/bin/mutt", ["-s", subject, "--", owner], { env: trust(), stdin: "Sent.\n" });
  /** Python asks this variable. */
  const trust = () => ({ SSL_CERT_FILE: scene().lab.sandbox.caFile });
});

/** A person who follows the address, and ends up at the script's own page. */
async function visit(url: string): Promise<void> {
  const browser = new FormBrowser();
  const signedIn = await browser.press(await browser.open(url), `user-${owner}`);
  const last = signedIn.html.includes('data-testid="accept"')
    ? await browser.press(signedIn, "accept")
    : signedIn;
  assert.match(last.html, /Authorization redirect completed/);
}

function withoutTokens(output: string): string {
  return output.replaceAll(/[\w-]{40,}(?:\.[\w-]+)*/g, "…");
}
