"use strict";
const vscode = require("vscode");

/**
 * Signs in with VS Code's own Microsoft provider for the scopes in ENTRA_BRIDGE_SCOPES (space-separated), then
 * asks for the same session silently. Returns facts about it, never a token.
 */
module.exports = async function microsoftSession() {
  const scopes = process.env["ENTRA_BRIDGE_SCOPES"].split(" ");
  const session = await vscode.authentication.getSession("microsoft", scopes, {
    createIfNone: true,
  });
  const again = await vscode.authentication.getSession("microsoft", scopes, { silent: true });
  const { aud, scp, tid, appid } = claimsOf(session.accessToken);
  return {
    account: session.account.label,
    audience: aud,
    scopes: scp,
    tenant: tid,
    client: appid,
    silent: again?.account.label,
  };
};

function claimsOf(jwt) {
  return JSON.parse(Buffer.from(jwt.split(".")[1], "base64url").toString("utf8"));
}
