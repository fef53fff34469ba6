import type { Cloud, CloudId } from "../core/cloud";

/**
 * Id of the cloud that is set; undefined for a setting that cannot be used. For what is drawn unasked: whoever asks
 * the network is told what is wrong with the setting.
 */
export function cloudInUse(settings: { readonly cloud: Pick<Cloud, "id"> }): CloudId | undefined {
  try {
    return settings.cloud.id;
  } catch {
    return undefined;
  }
}
