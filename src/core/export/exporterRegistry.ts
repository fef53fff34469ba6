import type { Exporter, ExporterId } from "./exporter";
import { oama } from "./exporters/oama";

/** In the order in which the picker shows them, within each group. */
export const exporters: readonly Exporter[] = [oama];

/** The exporter by its id; undefined when there is none. */
export function exporterOf(id: ExporterId): Exporter | undefined {
  return exporters.find((exporter) => exporter.id === id);
}
