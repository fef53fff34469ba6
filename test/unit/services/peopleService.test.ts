import assert from "node:assert/strict";
import { Emitter } from "../../../src/base/event";
import type { GraphCall, PeopleDirectory } from "../../../src/core/ports";
import { PeopleService } from "../../../src/services/peopleService";
import { aRegistration } from "../../support/builders";

const signal = new AbortController().signal;

function people() {
  const asked: string[] = [];
  const changed = new Emitter<void>();
  const waiting: (() => void)[] = [];
  let who = "Ada";
  const person = () => ({ id: who, displayName: who, userPrincipalName: undefined });
  const directory = {
    me: async ({ interaction }: GraphCall) => {
      asked.push(`me ${interaction}`);
      const answer = person();
      await new Promise<void>((resolve) => waiting.push(resolve));
      return answer;
    },
    owners: () => {
      asked.push("owners");
      return Promise.resolve([person()]);
    },
    searchPeople: (text: string) => {
      asked.push(`search ${text}`);
      return Promise.resolve([person()]);
    },
  } as unknown as PeopleDirectory;
  const service = new PeopleService({ people: directory, tokens: { onDidChange: changed.event } });
  return {
    service,
    asked,
    answer: () => waiting.splice(0).forEach((resolve) => resolve()),
    switchTo: (name: string) => {
      who = name;
      changed.fire();
    },
  };
}

describe("the people of a directory", () => {
  it("know who is signed in, asked once by all", async () => {
    const { service, asked, answer } = people();
    const both = Promise.all([service.me(signal), service.me(signal)]);
    answer();
    await both;
    assert.equal((await service.me(signal)).displayName, "Ada");
    assert.deepEqual(asked, ["me silent"]);
  });

  it("are asked anew for another account, also while an answer is on its way", async () => {
    const { service, asked, answer, switchTo } = people();
    const late = service.me(signal);
    switchTo("Bob");
    const now = service.me(signal, { interaction: "prompt" });
    answer();
    assert.equal((await late).displayName, "Ada");
    assert.equal((await now).displayName, "Bob");
    assert.equal((await service.me(signal)).displayName, "Bob");
    assert.deepEqual(asked, ["me silent", "me prompt"]);
  });

  it("know the owners of a registration until it is read anew, or one asks for it", async () => {
    const { service, asked, switchTo } = people();
    const registration = aRegistration();
    await service.owners(registration, signal);
    await service.owners(registration, signal);
    assert.deepEqual(asked, ["owners"]);
    await service.owners(registration, signal, { fresh: true });
    await service.owners(aRegistration(), signal);
    assert.equal(asked.length, 3);
    switchTo("Bob");
    assert.equal((await service.owners(registration, signal))[0]?.displayName, "Bob");
  });

  it("are not searched by one letter", async () => {
    const { service, asked } = people();
    assert.deepEqual(await service.searchPeople(" a ", signal), []);
    await service.searchPeople(" ad ", signal);
    assert.deepEqual(asked, ["search ad"]);
  });
});
