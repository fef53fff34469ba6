"use strict";
const { readFileSync } = require("node:fs");
const tls = require("node:tls");
const vscode = require("vscode");
// Lies beside this file once the bridge is installed; see test/support/bridge.ts.
const { mapHosts } = require("./hostMap.cjs");
const { runScript } = require("./runScript");

mapHosts(JSON.parse(process.env["ENTRA_SANDBOX_HOST_MAP"] ?? "{}"));
trustSandbox(process.env["ENTRA_SANDBOX_CA"]);

exports.activate = function activate(context) {
  const item = vscode.window.createStatusBarItem("tenant", vscode.StatusBarAlignment.Left, 1000);
  item.name = "Sandbox tenant";
  item.text = "$(beaker) Sandbox tenant";
  item.tooltip = "Microsoft's host names lead to the sandbox tenant on this machine.";
  item.show();
  context.subscriptions.push(item);

  const script = process.env["ENTRA_BRIDGE_SCRIPT"];
  const result = process.env["ENTRA_BRIDGE_RESULT"];
  if (script && result) void runScript(script, result);
};

/**
 * A desktop VS Code may not read NODE_EXTRA_CA_CERTS in its extension host, so the authority is added here
 * where Node can do that (22.19, 24.5).
 */
function trustSandbox(caFile) {
  if (!caFile || typeof tls.setDefaultCACertificates !== "function") return;
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), readFileSync(caFile, "utf8")]);
}
