import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { explainFailure } from "../../../../src/core/diagnosis/explain";
import { Failure, type FailureCode } from "../../../../src/core/failure";

interface Row {
  readonly code?: FailureCode;
  readonly graphCode?: string;
  readonly graphMessage?: string;
  readonly operation?: string;
  readonly says: RegExp;
}

const denied = {
  code: "graph.forbidden",
  graphCode: "Authorization_RequestDenied",
  graphMessage: "Insufficient privileges to complete the operation.",
} as const;

const rows: readonly Row[] = [
  { ...denied, operation: "update application", says: /Application Developer/ },
  {
    ...denied,
    operation: "create delegated grant",
    says: /consented to.*Cloud Application Administrator/,
  },
  {
    ...denied,
    operation: "grant application permission",
    says: /application permissions.*Privileged Role Administrator/,
  },
  { ...denied, operation: "restore application", says: /deleted.*Hybrid Identity Administrator/ },
  { ...denied, operation: "search people", says: /look up people/ },
  {
    graphCode: "CredentialTypeNotAllowedAsPerAppPolicy",
    says: /does not allow client secrets.*certificate/,
  },
  {
    graphCode: "CredentialInvalidLifetimeAsPerAppPolicy",
    says: /shorter life for secrets and certificates.*earlier end/,
  },
  {
    graphCode: "SignInAudienceNotAllowedAsPerAppPolicy",
    says: /does not allow these supported accounts.*narrower/,
  },
  {
    graphMessage: "Not allowed to add 3 passwords. You can only add a maximum of 2 passwords.",
    says: /as many client secrets.*Remove one/,
  },
  {
    graphMessage: "You can only add a maximum of 2 encrypted credentials.",
    says: /as many client secrets/,
  },
  {
    graphMessage: "Property api.requestedAccessTokenVersion is invalid.",
    says: /access tokens of version 2.*Supported Accounts/,
  },
  {
    graphCode: "HostNameNotOnVerifiedDomain",
    graphMessage: "Values of identifierUris property must use a verified domain",
    says: /Application ID URI.*api:\/\//,
  },
  { graphMessage: "Property web.redirectUris is invalid.", says: /redirect URI.*https:\/\// },
  { graphCode: "InvalidReplyUrl", says: /redirect URI/ },
  {
    graphMessage: "Permission (scope or role) cannot be deleted or updated unless disabled first.",
    says: /switched off first.*isEnabled/,
  },
  { graphCode: "Directory_ResourceSizeExceeded", says: /as much as it may hold/ },
  { graphMessage: "Something new.", says: /refused the request/ },
];

describe("what Graph refuses, in plain words", () => {
  for (const { code = "graph.badRequest", graphCode, graphMessage, operation, says } of rows) {
    it(`${operation ?? ""} ${graphCode ?? ""} ${graphMessage ?? ""}`.trim(), () => {
      const failure = new Failure(code, "400", { graphCode, graphMessage, operation });
      const finding = explainFailure(failure);
      assert.ok(finding);
      const said = `${renderMessage(finding.title)} ${renderMessage(finding.explanation)}`;
      assert.match(said, says);
    });
  }

  it("never draws Graph's own words as ours", () => {
    const graphMessage = "redirectUris [click](command:evil) \u202E";
    const failure = new Failure("graph.badRequest", graphMessage, { graphMessage });
    const finding = explainFailure(failure);
    assert.ok(finding);
    const said = `${renderMessage(finding.title)} ${renderMessage(finding.explanation)}`;
    assert.doesNotMatch(said, /command:|\u202E/);
  });
});
