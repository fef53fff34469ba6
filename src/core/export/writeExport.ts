import { type Message, message } from "../../base/message";
import { fitsLine } from "../registration/commandLines/shQuote";
import { refuseValue } from "./formats/refuse";
import type { ExportedFile, Exporter, ExportInput, MailServerProtocol } from "./exporter";

/**
 * Why an exporter cannot serve this mailbox, for a picker; undefined when it can.
 */
export function whyNotExport(exporter: Exporter, input: ExportInput): Message | undefined {
  const { kind } = input.mailbox;
  const missing = exporter.protocols.find(
    (protocol) => protocol !== "graph" && input.options.servers[protocol] === undefined,
  );
  if (missing !== undefined) {
    return message(
      "No source names the {0} server of this cloud. Set it for this mailbox first.",
      missing.toUpperCase(),
    );
  }
  const { tokenSource } = input.options;
  if (exporter.tokenSources !== undefined && !exporter.tokenSources.includes(tokenSource)) {
    return message("{0} cannot take its token from there.", exporter.title);
  }
  if (kind === "appOnly" && exporter.tokenSources !== undefined && tokenSource !== "tokenCommand") {
    return message("Only the token command hands out tokens of an app without a user.");
  }
  return exporter.whyNot?.(input);
}

/**
 * The files of one program.
 * @throws Failure `input.invalid` for a value that does not fit one line or hides characters (the fact `input` names
 * it), for one the format cannot hold, and for a mailbox the exporter does not serve (input `exporter`)
 */
export function writeExport(exporter: Exporter, input: ExportInput): readonly ExportedFile[] {
  for (const [name, value] of namedValues(input)) checkValue(name, value);
  const reason = whyNotExport(exporter, input);
  if (reason !== undefined) refuseValue("exporter", "notServed");
  return exporter.write(input);
}

/** Everything that reaches a file and came from outside. The name of the registration is not among them: it only decorates. */
function namedValues({
  mailbox,
  registration,
  cloud,
  options,
}: ExportInput): readonly (readonly [name: string, value: string | undefined])[] {
  return [
    ["address", mailbox.address],
    ["username", mailbox.kind === "appOnly" ? undefined : mailbox.username],
    ["authorityTenant", mailbox.authorityTenant],
    ["redirectUri", mailbox.redirectUri],
    ["clientId", registration.clientId],
    ["tenantId", registration.tenantId],
    ["loginHost", cloud.loginHost],
    ["graphHost", cloud.graphHost],
    ["mailScopePrefix", cloud.mailScopePrefix],
    ...(Object.keys(options.servers) as MailServerProtocol[]).map(
      (protocol) => [`${protocol}Server`, options.servers[protocol]?.host] as const,
    ),
    ["caFile", options.caFile],
    ["tokenCommand", options.tokenCommand],
    ["clientSecret", options.clientSecret],
  ];
}

function checkValue(input: string, value: string | undefined): void {
  if (value === undefined) return;
  if (value === "") refuseValue(input, "empty");
  if (!fitsLine(value)) refuseValue(input, "control");
  if (value !== value.trim()) refuseValue(input, "outerSpace");
}
