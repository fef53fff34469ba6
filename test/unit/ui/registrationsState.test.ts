import assert from "node:assert/strict";
import { explainFailure } from "../../../src/core/diagnosis/explain";
import { Failure, type FailureCode } from "../../../src/core/failure";
import type { RegistrationList } from "../../../src/services/registrationListing";
import { registrationsState } from "../../../src/ui/views/registrationsState";

function list(change: Partial<RegistrationList>): RegistrationList {
  return {
    query: { view: "all" },
    status: "unknown",
    items: [],
    total: undefined,
    hasMore: false,
    account: undefined,
    failure: undefined,
    ...change,
  };
}

const forbiddenBy = (code: FailureCode): RegistrationList =>
  list({
    status: "forbidden",
    failure: explainFailure(new Failure(code, "refused"), "management"),
  });

const loaded = (query: RegistrationList["query"]): string =>
  registrationsState(list({ status: "loaded", query }));

const emptyOf = (tenantId: string | undefined): string =>
  registrationsState(list({ status: "loaded", account: { label: "vera", tenantId } }));

describe("the state that the welcome content goes by", () => {
  it("tells a client without the permission from an account without the right", () => {
    assert.equal(registrationsState(forbiddenBy("signIn.scopeMissing")), "clientLacksRight");
    assert.equal(
      registrationsState(forbiddenBy("signIn.preauthorizationMissing")),
      "clientLacksRight",
    );
    assert.equal(registrationsState(forbiddenBy("graph.forbidden")), "noRight");
  });

  it("shows no welcome while it is not known what there is", () => {
    assert.equal(registrationsState(list({ status: "unknown" })), "loading");
    assert.equal(registrationsState(list({ status: "loading" })), "loading");
  });

  it("tells an empty directory from one that is signed out", () => {
    assert.equal(registrationsState(list({ status: "loaded" })), "empty");
    assert.equal(registrationsState(list({ status: "signedOut" })), "signedOut");
  });

  it("tells an empty directory from none", () => {
    assert.equal(emptyOf("3f6b1c52-8d3e-4c0a-9a57-6f1e2b7d9c10"), "empty");
    assert.equal(emptyOf(undefined), "noDirectory");
    assert.equal(emptyOf("9188040d-6c67-4c5b-b112-36a304b66dad"), "noDirectory");
  });

  it("tells an empty directory from a question nothing answers", () => {
    assert.equal(loaded({ view: "all", search: "jira" }), "nothingFound");
    assert.equal(loaded({ view: "owned" }), "noneOwned");
    assert.equal(loaded({ view: "deleted" }), "noneDeleted");
  });
});
