import type { Message } from "../../base/message";
import type { HeldSecret } from "./heldSecret";

/** Programs whose configuration is understood. */
export type ImporterId =
  | "oama"
  | "pizauth"
  | "emailOauth2Proxy"
  | "muttOauth2"
  | "muttOauth2Tokens";

/** A value, and where it stands. */
export interface Setting {
  readonly value: string;
  /** Line in the file, from 1; undefined = not in the file, it is what the program takes by itself. */
  readonly line: number | undefined;
}

/** Where the client secret is. Its value is only ever in a {@link HeldSecret}. */
export type ImportedSecret =
  | { readonly kind: "none" }
  /** In the file, in clear text. */
  | { readonly kind: "value"; readonly held: HeldSecret; readonly line: number }
  /** In the file, encrypted by the program. */
  | { readonly kind: "encrypted"; readonly line: number }
  /** A shell command of the file prints it. It is never run here. */
  | { readonly kind: "command"; readonly line: number }
  /** The words of a template stand in its place. */
  | { readonly kind: "placeholder"; readonly line: number };

/** How the program gets its tokens. */
export type ImportedFlow =
  /** In the browser, with a redirect URI (authorization code). */
  | "browser"
  /** With a code on any device. */
  | "deviceCode"
  /** As itself, without a person (client credentials). */
  | "application";

/** One account, service or registration of a file, with the program's own defaults filled in. */
export interface ImportedAccount {
  /** As the file calls it. */
  readonly name: string;
  readonly line: number;
  readonly address: Setting | undefined;
  readonly clientId: Setting | undefined;
  /** Where the client ID is when it is not in the file. */
  readonly clientIdFrom: "file" | "command" | "otherFile";
  /** The tenant as a setting of its own; see {@link authorizeUrl} for the one in the endpoints. */
  readonly tenant: Setting | undefined;
  /** Endpoint at which the person signs in, or the device code is fetched. */
  readonly authorizeUrl: Setting | undefined;
  readonly tokenUrl: Setting | undefined;
  readonly redirectUri: Setting | undefined;
  /** One entry per scope, in the order of the file. */
  readonly scopes: readonly Setting[];
  /** False where scopes belong into another file. */
  readonly hasScopes: boolean;
  readonly secret: ImportedSecret;
  readonly flow: ImportedFlow;
}

/** What a configuration file means. */
export interface ImportedConfig {
  readonly importer: ImporterId;
  readonly accounts: readonly ImportedAccount[];
  /** What else is to be known about the file. */
  readonly notes: readonly Message[];
}
