import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { clouds } from "../../../../src/core/cloud";
import { Failure } from "../../../../src/core/failure";
import { endsSignIn } from "../../../../src/core/oauth/endsSignIn";
import {
  type NoToken,
  protocolVerdicts,
  type ResourceToken,
} from "../../../../src/core/oauth/protocolVerdicts";
import { protocolToAsk, resourceOf } from "../../../../src/core/oauth/tokenFit";
import type { TokenInfo } from "../../../../src/core/oauth/tokenInfo";

const now = new Date("2026-11-21T12:00:00Z");

const aToken = (facts: Partial<TokenInfo> = {}): ResourceToken => ({
  token: {
    opaque: false,
    audience: "https://outlook.office.com",
    scopes: ["IMAP.AccessAsUser.All"],
    roles: [],
    directoryRoles: undefined,
    username: "ada@contoso.test",
    tenantId: "t",
    clientId: "c",
    issuedAt: "2026-11-21T11:43:00Z",
    expiresAt: "2026-11-21T12:43:00Z",
    ...facts,
  },
});
const none = (why: NoToken): ResourceToken => ({ token: undefined, why });

const graphToken = (scopes: readonly string[]): ResourceToken =>
  aToken({ audience: "https://graph.microsoft.com", scopes });

const outlook = "https://outlook.office.com/";

describe("verdicts on the tokens of a mailbox", () => {
  const cases: readonly (readonly [
    name: string,
    mail: ResourceToken,
    graph: ResourceToken,
    words: string,
  ])[] = [
    [
      "one scope",
      aToken(),
      none("notPermitted"),
      "IMAP yes · SMTP no: scope missing: SMTP.Send · POP no: scope missing: POP.AccessAsUser.All · Graph no: not permitted by this sign-in",
    ],
    [
      "everything",
      aToken({ scopes: ["IMAP.AccessAsUser.All", "POP.AccessAsUser.All", "SMTP.Send"] }),
      graphToken(["Mail.ReadWrite"]),
      "IMAP yes · SMTP yes · POP yes · Graph yes",
    ],
    [
      "an opaque token, with scopes as the answer named them",
      aToken({ opaque: true, audience: undefined, scopes: [`${outlook}IMAP.AccessAsUser.All`] }),
      none("signInAgain"),
      "IMAP yes · SMTP no: scope missing: SMTP.Send · POP no: scope missing: POP.AccessAsUser.All · Graph no: sign in again",
    ],
    [
      "an opaque token of which nobody told the scopes",
      aToken({ opaque: true, audience: undefined, scopes: [] }),
      none("notAsked"),
      "IMAP unknown: nothing can be read from the token · SMTP unknown: nothing can be read from the token · POP unknown: nothing can be read from the token · Graph unknown: could not be asked",
    ],
    [
      "an app that acts as itself",
      aToken({ scopes: [], roles: ["IMAP.AccessAsApp"] }),
      aToken({ audience: "https://graph.microsoft.com", scopes: [], roles: ["User.Read.All"] }),
      "IMAP yes · SMTP no: role missing: SMTP.SendAsApp · POP no: role missing: POP.AccessAsApp · Graph no: role missing: Mail.Read",
    ],
    [
      "tokens for the other API",
      graphToken(["IMAP.AccessAsUser.All", "SMTP.Send", "POP.AccessAsUser.All"]),
      aToken({ scopes: ["Mail.Read"] }),
      "IMAP no: the token is for https://graph.microsoft.com · SMTP no: the token is for https://graph.microsoft.com · POP no: the token is for https://graph.microsoft.com · Graph no: the token is for https://outlook.office.com",
    ],
    [
      "tokens that have ended",
      aToken({ expiresAt: now.toISOString() }),
      graphToken([]),
      "IMAP no: the token has ended · SMTP no: the token has ended · POP no: the token has ended · Graph no: scope missing: Mail.Read",
    ],
  ];
  for (const [name, mail, graph, expected] of cases) {
    it(name, () => {
      const told = protocolVerdicts({ mail, graph }, clouds.global, now).map(
        ({ protocol, answer, reason }) =>
          `${protocol.name} ${answer}${reason === undefined ? "" : `: ${renderMessage(reason)}`}`,
      );
      assert.equal(told.join(" · "), expected);
    });
  }
});

describe("what a token is asked for", () => {
  const cases: readonly (readonly [scopes: readonly string[], resource: string, asks: string])[] = [
    [[`${outlook}IMAP.AccessAsUser.All`, `${outlook}SMTP.Send`], "mail", "imap"],
    [[`${outlook}SMTP.Send`], "mail", "smtp"],
    [["https://graph.microsoft.com/Mail.ReadWrite"], "graph", "graph"],
    [[], "mail", "imap"],
  ];
  for (const [scopes, resource, asks] of cases) {
    it(`after a sign-in for ${scopes.join(" ") || "nothing known"}: ${asks}`, () => {
      const found = resourceOf(scopes);
      assert.deepEqual([found, protocolToAsk(found, scopes).id], [resource, asks]);
    });
  }
});

describe("what ends a sign-in", () => {
  const cases: readonly (readonly [facts: Record<string, string>, ends: boolean])[] = [
    [{ error: "no_tokens_found" }, true],
    [{ error: "invalid_grant", aadsts: "700082" }, true],
    [{ error: "invalid_grant", aadsts: "50173" }, true],
    [{ error: "interaction_required", aadsts: "50076" }, true],
    [{ error: "invalid_grant", aadsts: "65001" }, false],
    [{ error: "invalid_grant", suberror: "consent_required" }, false],
    [{ error: "invalid_grant", aadsts: "650052" }, false],
  ];
  for (const [facts, ends] of cases) {
    it(`${JSON.stringify(facts)}: ${ends}`, () => {
      assert.equal(endsSignIn(new Failure("oauth.interactionRequired", "", facts)), ends);
    });
  }

  it("no refusal of the network does", () => {
    assert.equal(endsSignIn(new Failure("oauth.unreachable", "ENOTFOUND")), false);
  });
});
