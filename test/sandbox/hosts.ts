import type { HttpHandler } from "./http";

/** The handlers of the front, by what they are. */
export interface HostHandlers {
  readonly login: HttpHandler;
  readonly graph: HttpHandler;
  /** Azure Resource Manager. */
  readonly azure: HttpHandler;
  readonly redirectHelper: HttpHandler;
  readonly deviceLogin: HttpHandler;
}

/**
 * Which handler answers for which name. `*.entra.localhost` is the made-up cloud for browsers this project does
 * not start: they resolve those names to loopback by themselves. `localhost` and the address serve clients that
 * cannot be led by name.
 */
const hostTable: Readonly<Record<string, keyof HostHandlers>> = {
  "login.microsoftonline.com": "login",
  "login.windows.net": "login",
  "login.microsoft.com": "login",
  "login.entra.localhost": "login",
  localhost: "login",
  "127.0.0.1": "login",
  "graph.microsoft.com": "graph",
  "graph.entra.localhost": "graph",
  "management.azure.com": "azure",
  "management.entra.localhost": "azure",
  "vscode.dev": "redirectHelper",
  "insiders.vscode.dev": "redirectHelper",
  "microsoft.com": "deviceLogin",
  "www.microsoft.com": "deviceLogin",
};

/** Mail hosts: in the certificate, served by other listeners. */
const mailHosts = ["outlook.office365.com", "smtp.office365.com", "smtp-mail.outlook.com"];

/** Where the embedded or external mail servers are looked for. */
export const imapHost = "outlook.office365.com:993";
export const popHost = "outlook.office365.com:995";
/** Submission for work accounts, and for both kinds. */
export const smtpHosts = ["smtp.office365.com:587", "smtp-mail.outlook.com:587"] as const;

/** All names of the server certificate. */
export const certificateNames: readonly string[] = [...Object.keys(hostTable), ...mailHosts];

/** Whether requests to this host are Graph's. */
export function isGraphHost(name: string): boolean {
  return hostTable[name] === "graph";
}

export function hostHandlers(handlers: HostHandlers): ReadonlyMap<string, HttpHandler> {
  return new Map(Object.entries(hostTable).map(([name, kind]) => [name, handlers[kind]]));
}

/**
 * "host:443" → "127.0.0.1:port" for every name but those that mean this machine anyway. The made-up cloud's names
 * appear with the real port, too: that is how its URLs are written, and Node cannot resolve them everywhere.
 */
export function frontMap(port: number): Record<string, string> {
  const target = `127.0.0.1:${port}`;
  const names = Object.keys(hostTable).filter(
    (name) => name !== "localhost" && name !== "127.0.0.1",
  );
  const madeUp = names.filter((name) => name.endsWith(".localhost"));
  return Object.fromEntries([
    ...names.map((name) => [`${name}:443`, target]),
    ...madeUp.map((name) => [`${name}:${port}`, target]),
  ]);
}
