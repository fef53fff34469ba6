import type { Importer } from "./importer";
import type { ImporterId } from "./importedConfig";
import { emailProxyImporter } from "./importers/emailProxy";
import { muttScriptImporter } from "./importers/muttScript";
import { muttTokensImporter } from "./importers/muttTokens";
import { oamaImporter } from "./importers/oama";
import { pizauthImporter } from "./importers/pizauth";

/** In the order in which they are asked whether a file is theirs; the most particular first. */
export const importers: readonly Importer[] = [
  muttTokensImporter,
  muttScriptImporter,
  emailProxyImporter,
  pizauthImporter,
  oamaImporter,
];

/** Names of the programs, for lists and reports. */
export function importerTitle(id: ImporterId): string {
  return importers.find((importer) => importer.id === id)?.title ?? id;
}
