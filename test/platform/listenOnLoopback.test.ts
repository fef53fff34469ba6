import assert from "node:assert/strict";
import { Server } from "node:net";
import { listenOnLoopback } from "../../src/platform/node/msal/listenOnLoopback";
import { failureOf } from "./support/fakes";

describe("listenOnLoopback", function () {
  this.timeout(5_000);
  const listen = Object.getOwnPropertyDescriptor(Server.prototype, "listen")?.value as (
    ...options: unknown[]
  ) => Server;
  afterEach(() => void Object.assign(Server.prototype, { listen }));

  /** Lets every attempt to listen at `host` fail with `code`. */
  function refuse(host: string, code: string): void {
    const refusing = function (this: Server, ...options: unknown[]): Server {
      if ((options[0] as { host?: string }).host !== host) {
        return listen.apply(this, options);
      }
      setImmediate(() => this.emit("error", Object.assign(new Error(code), { code })));
      return this;
    };
    Object.assign(Server.prototype, { listen: refusing });
  }

  for (const code of ["EACCES", "EADDRNOTAVAIL", "EMFILE", "EADDRINUSE"]) {
    it(`reports ${code} at 127.0.0.1 as oauth.unreachable`, async () => {
      refuse("127.0.0.1", code);
      for (const host of ["localhost", "127.0.0.1"] as const) {
        const failure = await failureOf(listenOnLoopback(host, () => undefined));
        assert.equal(failure.code, "oauth.unreachable");
        assert.equal(failure.facts["reason"], code);
      }
    });
  }

  for (const [code, outcome] of [
    ["EADDRINUSE", "oauth.unreachable"],
    ["EMFILE", "oauth.unreachable"],
    ["EAFNOSUPPORT", "open"],
  ] as const) {
    it(`${code} at ::1: ${outcome}`, async () => {
      refuse("::1", code);
      const work = listenOnLoopback("localhost", () => undefined);
      if (outcome === "open") (await work).close();
      else assert.equal((await failureOf(work)).code, outcome);
    });
  }
});
