import { createHash } from "node:crypto";

/** The words of the page that the browser shows after a sign-in. */
export interface AnswerPageWords {
  readonly title: string;
  readonly text: string;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
body { display: grid; min-height: 90vh; place-content: center; margin: 0 1.5rem; }
main { max-width: 34rem; }
h1 { font-size: 1.4rem; font-weight: 600; margin: 0 0 .5rem; }
p { margin: 0; overflow-wrap: anywhere; }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** On every answer of the listener: nothing is kept, nothing is loaded, the address is not passed on. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  connection: "close",
};

/** A page of plain words; they may come from a server and are escaped. */
export function answerPage({ title, text }: AnswerPageWords): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><meta name="viewport" content="width=device-width"><style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body></html>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
