import { message } from "../../../base/message";
import {
  codeFacts,
  type CodeFacts,
  codeHeading,
  type CodeSignIn,
  secretVariable,
} from "../codeFacts";
import type { Exporter, ExportInput } from "../exporter";
import { codeString } from "../formats/codeString";
import { comment } from "../formats/comment";
import { addrSpec } from "../formats/mailAddress";

/** Source: MSAL Node reference; imapflow and nodemailer documentation (`auth.accessToken`, type `OAuth2`). */
export const node: Exporter = {
  id: "node",
  title: "Node.js · imapflow, nodemailer and MSAL",
  needs: message(
    "Node.js 20 or newer with the packages {0}.",
    "@azure/msal-node, imapflow, nodemailer",
  ),
  group: "code",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  write: (input) => [
    {
      name: "mail-by-oauth.mjs",
      languageId: "javascript",
      text: program(input, codeFacts(input)),
      holdsSecret: false,
      placement: message(
        "Run it with {0}: it signs in and lists the newest subjects.",
        "node mail-by-oauth.mjs",
      ),
    },
  ],
};

const tokens: Readonly<Record<CodeSignIn, (facts: CodeFacts) => string>> = {
  deviceCode: () => `${importLine("PublicClientApplication", "@azure/msal-node")}

async function signIn() {
  const app = new PublicClientApplication({ auth: { clientId, authority } });
  const answer = await app.acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ message }) => console.error(message),
  });
  return tokenOf(answer);
}
`,
  authorizationCode: ({
    redirectUri,
    username,
  }) => `${importLine("createInterface", "node:readline/promises")}
${importLine("ConfidentialClientApplication, CryptoProvider", "@azure/msal-node")}

const redirectUri = ${codeString(redirectUri)};

async function signIn() {
  const app = new ConfidentialClientApplication({
    auth: { clientId, authority, clientSecret: secret() },
  });
  const crypto = new CryptoProvider();
  const { verifier, challenge } = await crypto.generatePkceCodes();
  const state = crypto.createNewGuid();
  const url = await app.getAuthCodeUrl({
    scopes,
    redirectUri,
    state,
    loginHint: ${codeString(username)},
    codeChallenge: challenge,
    codeChallengeMethod: "S256",
  });
  console.error("Open " + url);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // In a web app this is the query of the request to the redirect URI
  const pasted = new URL(await terminal.question("Paste the address the browser ended at: "));
  terminal.close();
  if (pasted.searchParams.get("state") !== state) throw new Error("The address is of another sign-in.");
  const code = pasted.searchParams.get("code") ?? "";
  return tokenOf(await app.acquireTokenByCode({ scopes, redirectUri, code, codeVerifier: verifier }));
}
`,
  clientCredentials: () => `${importLine("ConfidentialClientApplication", "@azure/msal-node")}

async function signIn() {
  const app = new ConfidentialClientApplication({
    auth: { clientId, authority, clientSecret: secret() },
  });
  return tokenOf(await app.acquireTokenByClientCredential({ scopes }));
}
`,
};

function program(input: ExportInput, facts: CodeFacts): string {
  const { signIn, imap, smtp } = facts;
  const { caFile } = input.options;
  const tls = caFile === undefined ? "{}" : `{ ca: readFileSync(${codeString(caFile)}) }`;
  return `${comment(codeHeading(input, facts), "//")}${caFile === undefined ? "" : `${importLine("readFileSync", "node:fs")}\n`}${importLine("ImapFlow", "imapflow")}
${importLine("createTransport", "nodemailer")}
${tokens[signIn](facts)}
const clientId = ${codeString(facts.clientId)};
const authority = ${codeString(facts.authority)};
const scopes = [${facts.scopes.map((scope) => codeString(scope)).join(", ")}];
const address = ${codeString(addrSpec(facts.address))};
const tls = ${tls};

function tokenOf(answer) {
  if (!answer?.accessToken) throw new Error("The sign-in brought no access token.");
  return answer.accessToken;
}
${signIn === "deviceCode" ? "" : secretFunction}
async function newestSubjects(accessToken, count = 5) {
  const client = new ImapFlow({
    host: ${codeString(imap.host)},
    port: ${imap.port},
    secure: true,
    tls,
    auth: { user: ${codeString(facts.imapUser)}, accessToken },
    logger: false,
  });
  await client.connect();
  try {
    const { exists } = await client.mailboxOpen("INBOX", { readOnly: true });
    if (exists === 0) return [];
    const range = \`\${Math.max(1, exists - count + 1)}:*\`;
    const messages = await client.fetchAll(range, { envelope: true });
    return messages.map(({ envelope }) => envelope.subject);
  } finally {
    await client.logout();
  }
}

async function send(accessToken, to, subject, text) {
  const transport = createTransport({
    host: ${codeString(smtp.host)},
    port: ${smtp.port},
    requireTLS: true,
    tls,
    auth: { type: "OAuth2", user: ${codeString(facts.smtpUser)}, accessToken },
  });
  await transport.sendMail({ from: { address, name: "" }, to, subject, text });
}

const token = await signIn();
for (const subject of await newestSubjects(token)) console.log(subject);
const [recipient] = process.argv.slice(2);
if (recipient) await send(token, recipient, "A message by OAuth", "It works.");
`;
}

const secretFunction = `
function secret() {
  const value = process.env.${secretVariable};
  if (!value) throw new Error("Set ${secretVariable} to the client secret.");
  return value;
}
`;

/** One line of the program, which is no import of this file. */
function importLine(names: string, module: string): string {
  return `import { ${names} } from ${codeString(module)};`;
}
