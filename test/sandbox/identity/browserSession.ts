import { randomUUID } from "node:crypto";
import { cookie, type HttpRequest } from "../http";
import type { User } from "../model";
import type { Identity } from "./state";

const cookieName = "ESTSAUTHPERSISTENT";

/** The users signed in in this browser. */
export function signedInUsers(identity: Identity, request: HttpRequest): User[] {
  const ids = identity.sessions.get(cookie(request, cookieName) ?? "") ?? [];
  return [...ids].flatMap((id) => identity.world.users.get(id) ?? []);
}

/** Remembers the user in this browser; gives the header that makes the browser remember, too. */
export function rememberUser(
  identity: Identity,
  request: HttpRequest,
  user: User,
): Readonly<Record<string, string>> {
  const sent = cookie(request, cookieName);
  const id = sent !== undefined && identity.sessions.has(sent) ? sent : randomUUID();
  const users = identity.sessions.get(id) ?? new Set();
  identity.sessions.set(id, users.add(user.id));
  return { "set-cookie": `${cookieName}=${id}; Path=/; Secure; HttpOnly; SameSite=None` };
}

export function forgetUsers(identity: Identity, request: HttpRequest): void {
  identity.sessions.delete(cookie(request, cookieName) ?? "");
}
