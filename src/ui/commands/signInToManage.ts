import type { Command } from "../command";
import { signInAndShow } from "../signInAndShow";

/** Signs in for managing registrations; the view tells what became of it. */
export const signInToManage: Command = {
  id: "entraMail.signInToManage",
  about: "management",
  run: signInAndShow,
};
