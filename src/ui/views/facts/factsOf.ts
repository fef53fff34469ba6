import type { Registration } from "../../../core/registration/registration";
import type { Ui } from "../../parts";
import type { Painting } from "../lazyGroupNode";

/** What a part of the tree below a registration is drawn from. */
export interface FactsOf {
  readonly ui: Ui;
  readonly registration: Registration;
  readonly painting: Painting;
}
