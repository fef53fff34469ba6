import { html, type HttpHandler, type HttpRequest, type HttpResponse, redirect } from "../http";
import { adminConsent } from "./adminConsent";
import { authorize } from "./authorize";
import { forgetUsers } from "./browserSession";
import { deviceCode, deviceCodeEntered, deviceCodeForm } from "./deviceCode";
import { instanceDiscovery, openIdConfiguration, signingKeys } from "./discovery";
import { messagePage } from "./pages";
import { accountChosen, consentDecided } from "./signIn";
import type { Identity } from "./state";
import { token } from "./token";

interface Route {
  readonly method: string;
  /** `{tenant}` stands for one path segment. */
  readonly path: string;
  readonly answer: (identity: Identity, request: HttpRequest, tenant: string) => HttpResponse;
}

const routes: readonly Route[] = [
  { method: "GET", path: "/{tenant}/oauth2/v2.0/authorize", answer: authorize },
  { method: "POST", path: "/{tenant}/oauth2/v2.0/authorize", answer: authorize },
  { method: "POST", path: "/{tenant}/login", answer: accountChosen },
  { method: "POST", path: "/{tenant}/consent", answer: consentDecided },
  { method: "POST", path: "/{tenant}/oauth2/v2.0/token", answer: token },
  { method: "POST", path: "/{tenant}/oauth2/v2.0/devicecode", answer: deviceCode },
  { method: "GET", path: "/{tenant}/oauth2/deviceauth", answer: deviceCodeForm },
  { method: "POST", path: "/{tenant}/oauth2/deviceauth", answer: deviceCodeEntered },
  { method: "GET", path: "/{tenant}/v2.0/adminconsent", answer: adminConsent },
  { method: "GET", path: "/{tenant}/discovery/instance", answer: instanceDiscovery },
  { method: "GET", path: "/{tenant}/discovery/v2.0/keys", answer: signingKeys },
  {
    method: "GET",
    path: "/{tenant}/v2.0/.well-known/openid-configuration",
    answer: openIdConfiguration,
  },
  { method: "GET", path: "/{tenant}/oauth2/v2.0/logout", answer: logout },
  { method: "GET", path: "/{tenant}/oauth2/nativeclient", answer: () => html("<!DOCTYPE html>") },
];

/** The login host: everything under login.microsoftonline.com. */
export function identityRoutes(identity: Identity): HttpHandler {
  return (request) => {
    const [, tenant = "", ...rest] = request.url.pathname.split("/");
    const path = `/{tenant}/${rest.join("/")}`.toLowerCase();
    const known = routes.filter((route) => route.path.toLowerCase() === path);
    const route = known.find(({ method }) => method === request.method);
    if (route) return route.answer(identity, request, decodeURIComponent(tenant));
    return known.length > 0
      ? { status: 405, body: "Method not allowed" }
      : { status: 404, body: "Not found" };
  };
}

/** microsoft.com/devicelogin: the short address people are told to open. */
export function deviceLogin(request: HttpRequest): HttpResponse {
  return request.url.pathname === "/devicelogin"
    ? redirect("https://login.microsoftonline.com/common/oauth2/deviceauth")
    : { status: 404, body: "Not found" };
}

function logout(identity: Identity, request: HttpRequest): HttpResponse {
  forgetUsers(identity, request);
  return messagePage(
    "You signed out of your account",
    "It's a good idea to close all browser windows.",
  );
}
