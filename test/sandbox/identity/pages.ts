import { escapeHtml, html, type HttpResponse } from "../http";
import type { Tenant, User } from "../model";
import type { RefusalBody } from "./aadsts";
import type { MissingConsent } from "./consent";
import type { Interaction } from "./interaction";

const style = `
body{font:16px/1.5 "Segoe UI",system-ui,sans-serif;background:#f2f2f2;color:#1b1b1b;margin:0}
main{background:#fff;max-width:440px;margin:8vh auto;padding:44px;box-shadow:0 2px 6px #0003}
h1{font-size:24px;font-weight:600;margin:0 0 16px}
button,input[type=text]{font:inherit;padding:8px 12px;margin:4px 0}
button.account{display:block;width:100%;text-align:left;background:#fff;border:1px solid #ccc}
button.primary{background:#0067b8;color:#fff;border:0;min-width:108px}
.error{color:#b3001b}.note{color:#666;font-size:13px}li{margin:8px 0}`;

function page(title: string, body: string, status = 200): HttpResponse {
  return html(
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
      `<meta name="viewport" content="width=device-width"><style>${style}</style></head>` +
      `<body><main><p class="note">Microsoft sandbox (not the real sign-in)</p>${body}</main></body></html>`,
    status,
  );
}

/** "Pick an account": one button per user, or a name typed in. No password is asked; it is shown for other tools. */
export function accountPage(
  interaction: Interaction,
  users: readonly User[],
  error?: string,
): HttpResponse {
  const accounts = users.map(
    (user) =>
      `<button class="account" name="account" value="${escapeHtml(user.userPrincipalName)}" ` +
      `data-testid="user-${escapeHtml(user.userPrincipalName)}">${escapeHtml(user.displayName)}<br>` +
      `<span class="note">${escapeHtml(user.userPrincipalName)} · password ${escapeHtml(user.password)}</span></button>`,
  );
  const hint = escapeHtml(interaction.loginHint ?? "");
  return page(
    "Sign in to your account",
    `<h1>Pick an account</h1><p>to continue to <b data-testid="app">${escapeHtml(interaction.client.displayName)}</b></p>` +
      (error === undefined ? "" : `<p class="error" data-testid="error">${escapeHtml(error)}</p>`) +
      `<form method="post" action="/common/login" id="accounts">${flowField(interaction)}${accounts.join("")}</form>` +
      `<form method="post" action="/common/login" id="other">${flowField(interaction)}` +
      `<label for="loginfmt">Use another account</label><br>` +
      `<input type="text" id="loginfmt" name="account" value="${hint}" autocomplete="username" data-testid="account-name"> ` +
      `<button class="primary" data-testid="next">Next</button></form>`,
  );
}

/** "Permissions requested": every missing permission in words. */
export function consentPage(
  interaction: Interaction,
  user: User,
  tenant: Tenant | undefined,
  missing: readonly MissingConsent[],
  mayConsentForAll: boolean,
): HttpResponse {
  const organization = interaction.consentFor === "organization";
  const items = missing.flatMap(({ resource, scopes, roles = [] }) => [
    ...resource.scopes.filter(({ value }) => scopes.includes(value)),
    ...resource.roles.filter(({ value }) => roles.includes(value)),
  ]);
  const heading = organization
    ? `Permissions requested: review for ${tenant?.displayName ?? "your organization"}`
    : "Permissions requested";
  const forAll =
    mayConsentForAll && !organization
      ? `<p><label><input type="checkbox" name="forAll" value="yes" data-testid="for-all"> Consent on behalf of your organization</label></p>`
      : "";
  return page(
    heading,
    `<p class="note">${escapeHtml(user.userPrincipalName)}</p><h1>${escapeHtml(heading)}</h1>` +
      `<p><b data-testid="app">${escapeHtml(interaction.client.displayName)}</b> would like to:</p>` +
      `<ul data-testid="scopes">${items
        .map(({ value, title }) => `<li title="${escapeHtml(value)}">${escapeHtml(title)}</li>`)
        .join("")}</ul>` +
      decisionForm(interaction, forAll, "Accept", "accept"),
  );
}

/** "Need admin approval": the user may not consent to this. */
export function adminNeededPage(interaction: Interaction, refusal: RefusalBody): HttpResponse {
  return page(
    "Need admin approval",
    `<h1>Need admin approval</h1><p>${escapeHtml(interaction.client.displayName)} needs permission to access ` +
      `resources in your organization that only an admin can grant. Please ask an admin to grant permission ` +
      `to this app before you can use it.</p><p class="note" data-testid="error">${escapeHtml(refusal.error_description)}</p>` +
      `<form method="post" action="/common/consent">${flowField(interaction)}` +
      `<button name="decision" value="decline" data-testid="return">Return to the application without granting consent</button></form>`,
    403,
  );
}

/** The question that stops a person from approving somebody else's device (RFC 8628 §5.4). */
export function confirmPage(interaction: Interaction, user: User): HttpResponse {
  const app = escapeHtml(interaction.client.displayName);
  return page(
    "Device sign-in",
    `<p class="note">${escapeHtml(user.userPrincipalName)}</p><h1>Are you trying to sign in to ${app}?</h1>` +
      `<p>Only continue if you downloaded the app from a store or website that you trust.</p>` +
      decisionForm(interaction, "", "Continue", "continue"),
  );
}

/** Where the code of a device is typed in. */
export function deviceCodePage(code: string, error?: string): HttpResponse {
  return page(
    "Enter code",
    `<h1>Enter code to allow access</h1><p>Once you enter the code displayed on your app or device, it will have ` +
      `access to your account.</p>${error === undefined ? "" : `<p class="error" data-testid="error">${escapeHtml(error)}</p>`}` +
      `<form method="post" action="/common/oauth2/deviceauth"><input type="text" id="otc" name="otc" autocomplete="off" ` +
      `value="${escapeHtml(code)}" data-testid="user-code"> <button class="primary" data-testid="next">Next</button></form>`,
  );
}

export function messagePage(title: string, text: string): HttpResponse {
  return page(
    title,
    `<h1 data-testid="message">${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`,
  );
}

/** "We're having trouble signing you in": for errors that must not travel to an unproven redirect URI. */
export function errorPage(refusal: RefusalBody): HttpResponse {
  const lines = escapeHtml(refusal.error_description).replaceAll("\r\n", "<br>");
  return page(
    "Sign in to your account",
    `<h1>Sign in</h1><p>Sorry, but we're having trouble signing you in.</p><p class="error" data-testid="error">${lines}</p>`,
    400,
  );
}

/** Posts the answer to the client by itself (OAuth 2.0 Form Post Response Mode). */
export function formPostPage(
  action: string,
  fields: Readonly<Record<string, string>>,
): HttpResponse {
  const inputs = Object.entries(fields).map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return html(
    `<!DOCTYPE html><html><head><title>Working...</title></head><body>` +
      `<form method="POST" name="hiddenform" action="${escapeHtml(action)}">${inputs.join("")}` +
      `<noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit"></noscript>` +
      `</form><script>window.setTimeout('document.forms[0].submit()', 0);</script></body></html>`,
  );
}

function decisionForm(
  interaction: Interaction,
  extra: string,
  accept: string,
  testId: string,
): string {
  return (
    `<form method="post" action="/common/consent">${flowField(interaction)}${extra}` +
    `<button name="decision" value="decline" data-testid="decline">Cancel</button> ` +
    `<button class="primary" name="decision" value="accept" data-testid="${testId}">${accept}</button></form>`
  );
}

function flowField(interaction: Interaction): string {
  return `<input type="hidden" name="flow" value="${escapeHtml(interaction.id)}">`;
}
