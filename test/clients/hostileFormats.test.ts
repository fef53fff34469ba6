import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as fc from "fast-check";
import { fitsLine } from "../../src/core/registration/commandLines/shQuote";
import { hostileLine, hostileRuns } from "../support/hostileText";
import { ClientHome } from "./clientHome";
import { formatReaders } from "./hostile/formatReaders";
import { needClients } from "./obstacle";

/** What `writeExport` lets through: a line of characters that can be seen. */
const values = fc.sample(hostileLine, hostileRuns).filter(fitsLine);

describe("formats of mail programs, read by the programs themselves", () => {
  let home: ClientHome;
  before(needClients());
  beforeEach(() => {
    home = new ClientHome();
  });
  afterEach(() => home.close());

  for (const { title, count, readBack } of formatReaders) {
    it(`${title}: every value comes back, and none is run`, async () => {
      const some = values.slice(0, count);
      const read = await readBack(home, some);
      assert.equal(read.length, some.length);
      some.forEach((value, at) => assert.equal(read[at], value));
      assert.ok(!existsSync(home.path("canary")), "a value was run");
    });
  }
});
