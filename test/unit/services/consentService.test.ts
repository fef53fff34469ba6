import assert from "node:assert/strict";
import { throwIfAborted } from "../../../src/base/async";
import { isCancelled } from "../../../src/base/errors";
import { Emitter } from "../../../src/base/event";
import type { ConsentState } from "../../../src/core/consent/consentState";
import { Failure, type FailureCode } from "../../../src/core/failure";
import type { GraphCall } from "../../../src/core/ports";
import { exchangeOnlineAppId, graphAppId } from "../../../src/core/registration/permissions";
import { ConsentService } from "../../../src/services/consentService";
import { aRegistration } from "../../support/builders";
import {
  aConsentState,
  aGrantOf,
  exchangeApi,
  graphApi,
  permissionIds,
} from "../../support/consentBuilders";

const never = new AbortController().signal;

function registration() {
  return aRegistration({
    requiredResourceAccess: [
      {
        resourceAppId: graphAppId,
        resourceAccess: [{ id: permissionIds.graphImap, type: "Scope" }],
      },
    ],
  });
}

function world(facts: Partial<ConsentState> = {}) {
  const tenant = { state: aConsentState(facts), meFails: undefined as FailureCode | undefined };
  const calls: string[] = [];
  const interactions = new Set<string>();
  const changed = new Emitter<void>();
  const answer = async <T>(operation: string, call: GraphCall, value: () => T): Promise<T> => {
    calls.push(operation);
    interactions.add(call.interaction);
    await Promise.resolve();
    throwIfAborted(call.signal);
    return value();
  };
  const service = new ConsentService({
    consent: {
      servicePrincipal: (_appId, call) =>
        answer("servicePrincipal", call, () => tenant.state.servicePrincipal),
      resourceApi: (appId, call) =>
        answer(`api ${appId === graphAppId ? "graph" : "exchange"}`, call, () =>
          [graphApi, exchangeApi].find((api) => api.appId === appId),
        ),
      delegatedGrants: (_id, call) => answer("grants", call, () => tenant.state.grants),
      appRoleGrants: (_id, call) => answer("appRoles", call, () => tenant.state.appRoles),
    },
    people: {
      me: (call) =>
        answer("me", call, () => {
          if (tenant.meFails !== undefined) throw new Failure(tenant.meFails, "no");
          assert.ok(tenant.state.me);
          return tenant.state.me;
        }),
    },
    tokens: { onDidChange: changed.event },
  });
  return { service, calls, interactions, tenant, changed };
}

describe("consent, read once", () => {
  it("is read in few requests, silently, and then known", async () => {
    const { service, calls, interactions } = world();
    const subject = registration();
    const first = await service.state(subject, never);
    assert.equal(await service.state(subject, never), first);
    assert.deepEqual(calls.sort(), ["api graph", "appRoles", "grants", "me", "servicePrincipal"]);
    assert.deepEqual([...interactions], ["silent"]);
    assert.deepEqual(first.apis, [graphApi]);
  });

  it("asks for nothing more where there is no enterprise application", async () => {
    const { service, calls } = world({ servicePrincipal: undefined, grants: [aGrantOf(["x"])] });
    const state = await service.state(registration(), never, { interaction: "prompt" });
    assert.deepEqual(calls.sort(), ["api graph", "servicePrincipal"]);
    assert.deepEqual([state.grants, state.me], [[], undefined]);
  });

  it("is shared by those who ask at the same time, and one of them may give up", async () => {
    const { service, calls } = world();
    const subject = registration();
    const controller = new AbortController();
    const given = service.state(subject, controller.signal);
    const kept = service.state(subject, never);
    controller.abort();
    await assert.rejects(given, isCancelled);
    assert.equal((await kept).me?.id, "ada");
    assert.equal(calls.filter((name) => name === "grants").length, 1);
  });

  it("is read anew when the registration was, because a plan ends with that", async () => {
    const { service, tenant } = world();
    await service.state(registration(), never);
    tenant.state = aConsentState({ grants: [aGrantOf(["User.Read"])] });
    assert.equal((await service.state(registration(), never)).grants.length, 1);
  });

  it("is read anew on demand, and tells so", async () => {
    const { service, calls } = world();
    const subject = registration();
    let told = 0;
    service.onDidChange(() => (told += 1));
    await service.state(subject, never);
    assert.equal(told, 0);
    await service.state(subject, never, { fresh: true });
    assert.equal(told, 1);
    assert.equal(calls.filter((name) => name === "grants").length, 2);
    assert.equal(calls.filter((name) => name === "me").length, 1, "the person is known");
    assert.equal(calls.filter((name) => name === "api graph").length, 1, "the API is known");
  });

  it("is forgotten with the account, also what was still being read for it", async () => {
    const { service, calls, changed, tenant } = world();
    const subject = registration();
    const reading = service.state(subject, never);
    changed.fire();
    await reading;
    tenant.state = aConsentState({
      me: { id: "bob", displayName: "Bob", userPrincipalName: undefined },
    });
    assert.equal((await service.state(subject, never)).me?.id, "bob");
    assert.equal(calls.filter((name) => name === "api graph").length, 2);
  });

  it("looks the two mail APIs up when a grant is for an API that is not asked for", async () => {
    const { service, calls } = world({ grants: [aGrantOf(["x"], { resourceId: exchangeApi.id })] });
    const state = await service.state(registration(), never);
    assert.deepEqual(state.apis, [graphApi, exchangeApi]);
    assert.equal(calls.filter((name) => name.startsWith("api")).length, 2);
  });

  for (const code of ["graph.forbidden", "signIn.scopeMissing"] as const) {
    it(`goes without knowing who asks: ${code}`, async () => {
      const { service, tenant } = world();
      tenant.meFails = code;
      assert.equal((await service.state(registration(), never)).me, undefined);
    });
  }

  it("does not hide other failures, and repeats what was refused only when that is wished", async () => {
    const { service, tenant, calls } = world();
    const subject = registration();
    tenant.meFails = "graph.unreachable";
    await assert.rejects(service.state(subject, never), { code: "graph.unreachable" });
    tenant.meFails = undefined;
    const { length } = calls;
    await assert.rejects(service.state(subject, never), { code: "graph.unreachable" });
    assert.equal(calls.length, length);
    assert.equal((await service.state(subject, never, { fresh: true })).me?.id, "ada");
    assert.equal((await service.state(subject, never)).me?.id, "ada");
  });

  it("is asked for again after a failure when the person is there", async () => {
    const { service, tenant } = world();
    const subject = registration();
    tenant.meFails = "graph.unreachable";
    await assert.rejects(service.state(subject, never));
    tenant.meFails = undefined;
    const state = await service.state(subject, never, { interaction: "prompt" });
    assert.equal(state.me?.id, "ada");
  });

  it("keeps no failure of a sign-in: that costs no request", async () => {
    const { service, tenant } = world();
    const subject = registration();
    tenant.meFails = "signIn.required";
    await assert.rejects(service.state(subject, never));
    tenant.meFails = undefined;
    assert.equal((await service.state(subject, never)).me?.id, "ada");
  });

  it("knows an API once it was read, but asks again for one that was not there", async () => {
    const { service, calls } = world();
    assert.equal((await service.resourceApi(exchangeOnlineAppId, never))?.id, exchangeApi.id);
    await service.resourceApi(exchangeOnlineAppId, never);
    assert.equal(calls.length, 1);
    assert.equal(
      await service.resourceApi("11111111-2222-4333-8444-555555555555", never),
      undefined,
    );
    await service.resourceApi("11111111-2222-4333-8444-555555555555", never);
    assert.equal(calls.length, 3);
  });
});
