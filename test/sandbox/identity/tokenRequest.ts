import type { HttpRequest } from "../http";
import { Refusal } from "./aadsts";
import { type Account, type Authority, checkAccount } from "./authorities";
import type { Client } from "./clients";
import type { Credentials } from "./clientAuthentication";
import type { Identity } from "./state";

/** A token request after what is the same for every grant has been checked. */
export interface TokenRequest {
  readonly http: HttpRequest;
  readonly fields: URLSearchParams;
  readonly authority: Authority;
  readonly client: Client;
  readonly credentials: Credentials;
}

/** One grant type. Gives the JSON of the answer. */
export type Grant = (
  identity: Identity,
  request: TokenRequest,
) => Readonly<Record<string, unknown>>;

/** @throws {Refusal} 900144 when the field is missing or empty. */
export function requiredField(fields: URLSearchParams, parameter: string): string {
  const value = fields.get(parameter);
  if (!value) throw new Refusal(900144, { parameter });
  return value;
}

/** @throws {Refusal} when the user is gone or may not use this authority. */
export function accountOf(
  identity: Identity,
  { client, authority }: TokenRequest,
  userId: string,
): Account {
  const user = identity.world.users.get(userId);
  if (user === undefined) throw new Refusal(70000);
  return checkAccount(identity.world, client, authority, user);
}
