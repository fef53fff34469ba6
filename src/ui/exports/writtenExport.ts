import type { ExportedFile, ExportInput, TokenSource } from "../../core/export/exporter";
import { Failure } from "../../core/failure";
import type { Registration } from "../../core/registration/registration";
import type { ExportSubject } from "../../services/exportService";
import type { Ui } from "../parts";
import { neverAborted } from "../progress";
import { readRegistrationOf } from "../readRegistrationOf";
import { subjectAt } from "./exportSubject";
import { type ExportPlace, exportPlace } from "./exportUri";

/** A file of an export, as previewed. */
export interface WrittenExport {
  readonly subject: ExportSubject;
  readonly place: ExportPlace;
  readonly input: ExportInput;
  readonly file: ExportedFile;
  /** True when the client secret has a place in the file. */
  readonly takesSecret: boolean;
}

/** What exporters write from; a registration that cannot be read without asking is done without. */
export async function exportInput(
  ui: Ui,
  subject: ExportSubject,
  tokenSource: TokenSource,
): Promise<ExportInput> {
  const registration: Registration | undefined =
    subject.kind === "registration"
      ? subject.registration
      : await readRegistrationOf(ui, subject.mailbox, neverAborted());
  return await ui.exports.input(subject, registration, tokenSource);
}

/**
 * Writes the file of a preview again.
 * @param uri the address of the preview, as the editor hands it to a command in its title
 * @throws Failure `input.invalid` (export.noPreview; what the format cannot hold; mailbox.missing), `graph.*`
 */
export async function writtenExport(ui: Ui, uri: unknown): Promise<WrittenExport> {
  const place = exportPlace(uri);
  if (place === undefined) throw noPreview();
  const { exporterOf, writeExport } = await import("../../core/export/onDemand");
  const exporter = exporterOf(place.exporter);
  if (exporter === undefined) throw noPreview();
  const subject = await subjectAt(ui, place);
  const input = await exportInput(ui, subject, place.tokenSource);
  const file = writeExport(exporter, input)[place.file];
  if (file === undefined) throw noPreview();
  const takesSecret = exporter.takesSecret && input.registration.client === "confidential";
  return { subject, place, input, file, takesSecret };
}

/** The same file with the client secret in it. */
export async function withSecret(
  { place, input }: WrittenExport,
  clientSecret: string,
): Promise<ExportedFile> {
  const { exporterOf, writeExport } = await import("../../core/export/onDemand");
  const exporter = exporterOf(place.exporter);
  const options = { ...input.options, clientSecret };
  const file = exporter && writeExport(exporter, { ...input, options })[place.file];
  if (file === undefined) throw noPreview();
  return file;
}

function noPreview(): Failure {
  return new Failure("input.invalid", "There is no previewed configuration here.", {
    input: "export",
    problem: "noPreview",
  });
}
