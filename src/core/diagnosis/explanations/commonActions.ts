import { message } from "../../../base/message";
import type { FindingAction } from "../finding";

export const showLog: FindingAction = { kind: "showLog", title: message("Show Log") };

export function openSetting(setting: string): FindingAction {
  return { kind: "openSettings", title: message("Open Setting"), setting };
}
