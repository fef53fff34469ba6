import assert from "node:assert/strict";
import { readTokenInfo } from "../../../../src/core/oauth/tokenInfo";
import { aToken } from "../../../support/builders";
import { seededRandom } from "../../../support/random";

const nothing = {
  opaque: true,
  audience: undefined,
  scopes: [],
  roles: [],
  directoryRoles: undefined,
  username: undefined,
  tenantId: undefined,
  clientId: undefined,
  issuedAt: undefined,
  expiresAt: undefined,
};

describe("facts of a token", () => {
  it("of version 2", () => {
    assert.deepEqual(
      readTokenInfo(
        aToken({
          aud: "https://outlook.office.com",
          scp: "IMAP.AccessAsUser.All SMTP.Send",
          preferred_username: "ada@contoso.test",
          tid: "contoso",
          azp: "client",
          iat: 1_763_726_400,
          exp: 1_763_730_000,
        }),
      ),
      {
        opaque: false,
        audience: "https://outlook.office.com",
        scopes: ["IMAP.AccessAsUser.All", "SMTP.Send"],
        roles: [],
        directoryRoles: undefined,
        username: "ada@contoso.test",
        tenantId: "contoso",
        clientId: "client",
        issuedAt: "2025-11-21T12:00:00.000Z",
        expiresAt: "2025-11-21T13:00:00.000Z",
      },
    );
  });

  it("with the directory roles of the person, where it tells them", () => {
    const roles = ["cf1c38e5-3621-4004-a7cb-879624dced7c"];
    assert.deepEqual(readTokenInfo(aToken({ wids: roles })).directoryRoles, roles);
    assert.deepEqual(readTokenInfo(aToken({ wids: [7, ""] })).directoryRoles, []);
    assert.equal(readTokenInfo(aToken({ wids: "no list" })).directoryRoles, undefined);
  });

  it("of version 1, and of a service without a user", () => {
    const info = readTokenInfo(
      aToken({ upn: "ada", appid: "client", roles: ["IMAP.AccessAsApp"] }),
    );
    assert.deepEqual(
      [info.username, info.clientId, info.roles],
      ["ada", "client", ["IMAP.AccessAsApp"]],
    );
  });

  const opaque: readonly string[] = [
    "",
    "EwBAA8l6BAAU+a/opaque==",
    "a.b.c",
    "eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.c2ln",
    "eyJhbGciOiJSUzI1NiJ9.W10.c2ln",
    "eyJhbGciOiJSUzI1NiJ9.bnVsbA.c2ln",
    "one.two",
    "eyJhbGciOiJkaXIifQ.a.b.c.d",
  ];
  for (const token of opaque) {
    it(`are none for ${JSON.stringify(token)}`, () => {
      assert.deepEqual(readTokenInfo(token), nothing);
    });
  }

  it("survive claims of any type", () => {
    const info = readTokenInfo(
      aToken({ aud: 7, scp: ["a", 1, null], roles: "one two", exp: "soon", iat: 1e300, upn: {} }),
    );
    assert.deepEqual(info, { ...nothing, opaque: false, scopes: ["a"], roles: ["one", "two"] });
  });

  it("never throw, whatever comes", () => {
    const random = seededRandom(7);
    for (let round = 0; round < 2_000; round += 1) {
      const text = Array.from({ length: 60 }, () =>
        String.fromCharCode(Math.floor(random() * 256)),
      ).join("");
      readTokenInfo(`${text.slice(0, 20)}.${text.slice(20, 40)}.${text.slice(40)}`);
    }
  });
});
