import type { PermissionName } from "./permissions";
import type { Preset } from "./preset";
import type { SignInAudience } from "./registration";

/** What the person chose in the steps of Register Mail App. */
export interface RegisterAnswers {
  readonly preset: Preset;
  readonly displayName: string;
  readonly audience: SignInAudience;
  readonly permissions: readonly PermissionName[];
  readonly redirectUris: readonly string[];
  readonly secret?: { readonly displayName: string; readonly lifetimeDays: number } | undefined;
}
