import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { operations } from "../../sandbox/graph/operations";
import type { Permissions } from "../../sandbox/graph/permissions";
import { loadSlice } from "../../sandbox/graph/schema/slice";
import { createValidator } from "../../sandbox/graph/schema/validator";
import { resources } from "../../sandbox/resources";

const published = resolve(__dirname, "../../../../shared/graph/permissions.json");

interface Accepted {
  readonly least: readonly string[];
  readonly also: readonly string[];
}

interface Published {
  readonly operations: {
    readonly items: Readonly<
      Record<
        string,
        Partial<Record<"delegatedWork" | "delegatedPersonal" | "application", Accepted>> & {
          readonly note?: string;
        }
      >
    >;
  };
  readonly resources: Readonly<
    Record<
      string,
      Record<"delegated" | "application", readonly { value: string; id: string }[]> & {
        appId: string;
      }
    >
  >;
}

const sorted = (names: readonly string[] | undefined): readonly string[] =>
  [...(names ?? [])].sort();
const both = (accepted: Accepted | undefined): readonly string[] =>
  sorted(accepted && [...accepted.least, ...accepted.also]);

const pairs = (list: readonly { value: string; id: string }[] | undefined): readonly string[] =>
  (list ?? []).map(({ value, id }) => `${value} ${id}`).sort();

describe("the sandbox's Graph and Microsoft's description of it", () => {
  const slice = loadSlice((text) => console.warn(text));

  before(function () {
    if (slice === undefined) {
      this.skip();
    }
  });

  it("has only operations that the description has", () => {
    const validator = slice && createValidator(slice);
    const foreign = operations.filter(({ method, path }) => !validator?.has(method, path));
    assert.deepEqual(foreign, []);
  });

  it("answers with the documented status", () => {
    const wrong = operations.filter(({ method, path, status }) => {
      const operation = slice?.paths[path]?.[method.toLowerCase()] as
        | { readonly "x-docs-success-status"?: number }
        | undefined;
      return operation?.["x-docs-success-status"] !== status;
    });
    assert.deepEqual(
      wrong.map(({ method, path }) => `${method} ${path}`),
      [],
    );
  });

  it("takes the published permissions", function () {
    if (!existsSync(published)) {
      this.skip();
    }
    const data = JSON.parse(readFileSync(published, "utf8")) as Published;
    for (const { method, path, permissions } of operations) {
      const row = data.operations.items[`${method} ${path}`];
      assert.ok(row, `${method} ${path}`);
      if (row.note === undefined) {
        const { work, personal, application }: Permissions = permissions;
        assert.deepEqual(
          [sorted(work), sorted(personal), sorted(application)],
          [both(row.delegatedWork), both(row.delegatedPersonal), both(row.application)],
          `${method} ${path}`,
        );
      }
    }
    for (const resource of Object.values(data.resources)) {
      const own = resources.find((candidate) => candidate.appId === resource.appId);
      assert.deepEqual(
        [pairs(own?.scopes), pairs(own?.roles)],
        [pairs(resource.delegated), pairs(resource.application)],
      );
    }
  });

  const answers: readonly (readonly [string, unknown, RegExp | undefined])[] = [
    ["a fitting one", { id: "1", displayName: "x", web: null, tags: [] }, undefined],
    ["a wrong type", { displayName: 5 }, /displayName/],
    ["null for a list", { tags: null }, /tags/],
    ["a bad date", { createdDateTime: "yesterday" }, /createdDateTime/],
    ["an unknown property", { name: "x" }, /'name'/],
    ["an unknown inner property", { web: { redirectUrls: [] } }, /'web.redirectUrls'/],
    ["an empty object for null", { web: { redirectUris: [5] } }, /redirectUris|anyOf/],
  ];
  for (const [what, body, fault] of answers) {
    it(`judges ${what}`, () => {
      const path = "/applications/{application-id}";
      const violation = slice && createValidator(slice).response("GET", path, 200, body);
      assert.equal(violation === undefined, fault === undefined);
      assert.match(violation?.text ?? "", fault ?? /^$/);
    });
  }
});
