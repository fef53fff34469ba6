import { join } from "node:path";
import { startAdmin } from "./admin";
import { azureRoutes } from "./azure/tenants";
import { createClock } from "./clock";
import { FaultTable } from "./faults";
import { startFront } from "./front";
import { graphRoutes } from "./graph/graphRoutes";
import { certificateNames, frontMap, hostHandlers, imapHost } from "./hosts";
import { createAccessTokens } from "./identity/accessTokens";
import { redirectHelper } from "./identity/redirectHelper";
import { deviceLogin, identityRoutes } from "./identity/routes";
import { createSigningKey } from "./identity/signing";
import { createIdentity } from "./identity/state";
import { IssuedCredentials } from "./issued";
import { startMailServers } from "./mail/mailServers";
import type { World } from "./model";
import type { SandboxParts } from "./parts";
import { RequestLog } from "./requestLog";
import { createWorld } from "./seed";
import { tlsMaterial } from "./tls";

export interface SandboxOptions {
  /** For the certificates; made when missing, and used again by the next sandbox there. */
  readonly directory: string;
  /** Registrations besides the named ones. */
  readonly apps?: number;
  /** `external`: {@link Sandbox.mapHost} will name another IMAP server. Default: embedded. */
  readonly imap?: "embedded" | "external";
  /** The same for all mail servers. Default: embedded. */
  readonly mail?: "embedded" | "external";
}

/** A running tenant in a box: identity, Graph and mail on loopback ports. */
export interface Sandbox {
  readonly world: World;
  /** "host:port" as programs name it → "127.0.0.1:port". */
  readonly hostMap: Readonly<Record<string, string>>;
  /** PEM file of the certificate authority that signed the server certificate. */
  readonly caFile: string;
  readonly certificateFiles: { readonly cert: string; readonly key: string };
  /** For Chromium's --ignore-certificate-errors-spki-list. */
  readonly spki: string;
  readonly adminUrl: string;
  /** Where mail servers ask about tokens: with `/imap`, `/pop` or `/smtp` behind it. */
  readonly introspectUrl: string;
  readonly requests: RequestLog;
  readonly issued: IssuedCredentials;
  mapHost(name: string, target: string): void;
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const parts = createParts(createWorld({ apps: options.apps ?? 0 }));
  const { world, clock, faults, requests, issued, identity } = parts;
  const { verify } = identity.tokens;
  const tls = await tlsMaterial(join(options.directory, "certificates"), certificateNames);
  const hosts = hostHandlers({
    login: identityRoutes(identity),
    graph: graphRoutes(world, verify, () => clock.now()),
    azure: azureRoutes(world, verify),
    redirectHelper,
    deviceLogin,
  });
  const front = await startFront({ hosts, tls, faults, log: requests, issued, clock });
  const admin = await startAdmin(parts);
  const hostMap = frontMap(front.port);
  const mail = options.mail === "external" ? undefined : await startMailServers(world, verify, tls);
  Object.assign(hostMap, mail?.hostMap);
  if (options.imap === "external") {
    delete hostMap[imapHost];
  }
  const listeners = [front, admin, ...(mail === undefined ? [] : [mail])];
  const adminUrl = `http://127.0.0.1:${admin.port}`;
  return {
    world,
    hostMap,
    caFile: tls.caFile,
    certificateFiles: tls.certificateFiles,
    spki: tls.spki,
    adminUrl,
    introspectUrl: `${adminUrl}/introspect`,
    requests,
    issued,
    mapHost: (name, target) => {
      hostMap[name] = target;
    },
    close: async () => {
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}

function createParts(world: World): SandboxParts {
  const clock = createClock();
  const key = createSigningKey();
  const tokens = createAccessTokens(key, clock);
  const identity = createIdentity({ world, clock, key, tokens });
  const faults = new FaultTable();
  const requests = new RequestLog();
  return { world, clock, faults, requests, issued: new IssuedCredentials(), identity };
}
