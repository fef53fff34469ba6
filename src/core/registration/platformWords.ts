import { type Message, message } from "../../base/message";
import type { Platform } from "./registration";

/** Platforms by the portal's names. */
export const platformWords: Readonly<Record<Platform, Message>> = {
  web: message("Web"),
  spa: message("Single-page application"),
  publicClient: message("Mobile and desktop applications"),
};
