/** What the sign-in page asks in any case (OpenID Connect Core 3.1.2.1). */
export type SignInPrompt = "login" | "select_account" | "consent";
