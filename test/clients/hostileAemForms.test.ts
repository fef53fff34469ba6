import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { clouds } from "../../src/core/cloud";
import { aemForms } from "../../src/core/export/exporters/aemForms";
import { writeExport } from "../../src/core/export/writeExport";
import { tlsMaterial, type TlsMaterial } from "../sandbox/tls";
import { anExportInput } from "../support/exportSamples";
import { ClientHome } from "./clientHome";
import { needClients } from "./obstacle";

/** No client secret is like these; a script must not stumble over them all the same. */
const secrets = [
  `s'e"c\\r\\n$(touch canary)\`touch canary\`;#%41=[]{}~&+`,
  "@/etc/passwd",
  "-K -- \\",
  "\u00fc\u4e16\u{1f600} %s",
] as const;

describe("the script that brings AEM Forms its refresh token, with curl and hostile values", () => {
  let home: ClientHome;
  let tls: TlsMaterial;
  let server: Server;
  let forms: URLSearchParams[];
  before(needClients());
  before(async () => {
    home = new ClientHome();
    tls = await tlsMaterial(home.path(`it's $(touch canary) "ca" #;%(x)s`), ["localhost"]);
    server = createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
      const answer = async (): Promise<void> => {
        forms.push(new URLSearchParams(await text(request)));
        response.end(JSON.stringify({ token_type: "Bearer", refresh_token: "the-token" }));
      };
      void answer();
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
  });
  beforeEach(() => {
    forms = [];
  });
  after(() => {
    server?.close();
    home?.close();
  });

  for (const clientSecret of secrets) {
    it(`sends ${clientSecret} as it is`, async () => {
      const { port } = server.address() as AddressInfo;
      const username = `${clientSecret}@contoso.com`;
      const input = anExportInput({
        mailbox: { address: username, username, redirectUri: `http://localhost/${clientSecret}` },
        registration: { client: "confidential", clientId: clientSecret },
        options: { clientSecret, caFile: tls.caFile },
        cloud: { ...clouds.global, loginHost: `localhost:${port}` },
      });
      const [, script] = writeExport(aemForms, input);
      const file = home.write("script.sh", script?.text ?? "");
      const stdin = `http://localhost/?state=x&code=a%20b%2B"c&session_state=y\n`;
      const { exit, output } = await home.run("/bin/sh", [file], { stdin });
      assert.equal(exit, 0, output);
      assert.match(output, /: the-token$/);
      assert.deepEqual(
        forms.map((form) => Object.fromEntries(form)),
        [
          {
            client_secret: clientSecret,
            code: 'a b+"c',
            client_id: clientSecret,
            grant_type: "authorization_code",
            redirect_uri: `http://localhost/${clientSecret}`,
            scope: forms[0]?.get("scope"),
          },
        ],
      );
      const page = new URL(/^https:\S+$/m.exec(output)?.[0] ?? "");
      assert.equal(page.searchParams.get("login_hint"), username);
      assert.equal(page.searchParams.get("scope"), forms[0]?.get("scope"));
      assert.ok(!existsSync(join(home.folder, "canary")), "a value was run");
    });
  }
});
