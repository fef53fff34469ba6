import assert from "node:assert/strict";
import { Redactor, redactPatterns } from "../../../src/base/redact";
import { aToken } from "../../support/builders";
import { seededRandom } from "../../support/random";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random characters in the form in which credentials of Microsoft look. */
function characters(length: number, more = "", seed = 1): string {
  const random = seededRandom(seed + length);
  const from = alphabet + more;
  return Array.from({ length }, () => from[Math.floor(random() * from.length)]).join("");
}

const accessToken = aToken({
  aud: "https://outlook.office.com",
  scp: "IMAP.AccessAsUser.All SMTP.Send",
  upn: "ada@contoso.test",
  filler: characters(1_400),
});
const credentials: Readonly<Record<string, string>> = {
  "access token of 2 KB": accessToken,
  "access token of a personal account": `EwBAA8l6BAAU${characters(1_100, "+/")}==`,
  "refresh token": `1.AXkAB${characters(40, "-_")}.AgABAwEAAAD${characters(900, "-_")}`,
  "refresh token of the older form": `0.AXkA${characters(40, "-_")}.AgABAAEAAAD${characters(700, "-_")}`,
  "refresh token of a personal account": `M.C559_SN1.0.U.-C${characters(300, "!*$")}`,
  "authorization code": `1.AXkAB${characters(40, "-_")}.AgABBAIAAAD${characters(600, "-_")}`,
  "authorization code of a personal account": `M.C559_BAY.2.U.${characters(8)}-${characters(28)}`,
  "refresh token of a personal account in an older region": `M.R3_BAY.-C${characters(300, "!*$")}`,
  "client secret": `abC8Q~${characters(34, "._~-")}`,
  "client secret that begins with a mark": `.x~8Q~${characters(34, "._~-")}`,
};

/** No part of a credential of this length may be left. */
const window = 12;

function leak(text: string, credential: string): string | undefined {
  for (let start = 0; start + window <= credential.length; start += 1) {
    const part = credential.slice(start, start + window);
    if (text.includes(part)) return part;
  }
  return undefined;
}

const frames: Readonly<Record<string, (credential: string) => string>> = {
  "by itself": (credential) => credential,
  "in a sentence": (credential) => `The token ${credential} was refused.`,
  "in an HTTP header": (credential) => `authorization: Bearer ${credential}`,
  "in a form": (credential) =>
    `client_id=x&refresh_token=${encodeURIComponent(credential)}&scope=y`,
  "in JSON": (credential) => `{"access_token":"${credential}","expires_in":3599}`,
  "in spaced JSON": (credential) => `{ "secretText": "${credential}", "hint": "abC" }`,
  "in a redirect": (credential) =>
    `http://localhost:1234/?code=${encodeURIComponent(credential)}&state=s`,
  "in a list": (credential) => `["${credential}","x"]`,
};

describe("hiding credentials by their shape", () => {
  for (const [kind, credential] of Object.entries(credentials)) {
    for (const [place, frame] of Object.entries(frames)) {
      it(`hides a ${kind} ${place}`, () => {
        const text = redactPatterns(frame(credential));
        assert.equal(leak(text, credential), undefined, text);
      });
    }
  }

  const sasl = Buffer.from(`user=ada@contoso.test\u0001auth=Bearer ${accessToken}\u0001\u0001`);
  const lines = [
    `A1 AUTHENTICATE XOAUTH2 ${sasl.toString("base64")}`,
    `AUTH XOAUTH2 ${sasl.toString("base64")}`,
    sasl.toString("base64"),
    `C: ${sasl.toString("base64url")}`,
    sasl.toString("utf8"),
    `AUTH PLAIN ${Buffer.from("\0ada\0correct horse battery").toString("base64")}`,
  ];
  for (const line of lines) {
    it(`hides a SASL line: ${JSON.stringify(line.slice(0, 40))}`, () => {
      const text = redactPatterns(line);
      assert.equal(leak(text, accessToken), undefined);
      assert.equal(leak(text, sasl.toString("base64")), undefined);
      assert.equal(leak(text, line.split(" ").at(-1) ?? ""), undefined);
    });
  }

  it("keeps what a report needs", () => {
    const texts = [
      "AADSTS7000215: Invalid client secret provided. Trace ID: 3c1b2f3e-7c1d-4a53-9f3c-2f1f0c1d3b10 Correlation ID: 5a1d0e1c-7d0c-4a53-9f3c-2f1f0c1d3b10 Timestamp: 2026-11-21 12:00:00Z",
      "Error code: 65001. The person declined.",
      "A1 NO AUTHENTICATE failed.",
      "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR",
      "250-AUTH LOGIN XOAUTH2",
      "535 5.7.139 Authentication unsuccessful, basic authentication is disabled",
      "NO Basic authentication is disabled",
      "AUTH PLAIN LOGIN CRAM-MD5",
      "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
      "https://login.microsoftonline.com/error?code=7000218",
      "outlook.office365.com:993, TLSv1.3, certificate for outlook.com",
      "Application (client) ID 6731de76-14a6-49ae-97bc-6eba6914391e",
      "The password was changed.",
      "The client secret: expired yesterday.",
    ];
    for (const text of texts) assert.equal(redactPatterns(text), text);
  });

  const opaque = characters(40);
  const members: readonly [text: string, hidden: string][] = [
    [
      JSON.stringify({ body: JSON.stringify({ access_token: opaque, n: 1 }) }),
      '{"body":"{\\"access_token\\":\\"•••\\",\\"n\\":1}"}',
    ],
    [
      JSON.stringify(JSON.stringify(JSON.stringify({ refresh_token: opaque }))),
      JSON.stringify(JSON.stringify(JSON.stringify({ refresh_token: "•••" }))),
    ],
    [`{"access_token":"ab\\/${opaque}\\u002b${opaque}"}`, '{"access_token":"•••"}'],
    [JSON.stringify({ secret: opaque, n: 1 }), '{"secret":"•••","n":1}'],
    [JSON.stringify({ secret: `ab,;&}${opaque}` }), '{"secret":"•••"}'],
    [
      JSON.stringify({ cache: JSON.stringify({ secret: opaque }) }),
      JSON.stringify({ cache: JSON.stringify({ secret: "•••" }) }),
    ],
  ];
  for (const [text, hidden] of members) {
    it(`hides the member of ${hidden}`, () => assert.equal(redactPatterns(text), hidden));
  }

  it("keeps the name beside the hidden value", () => {
    assert.equal(
      redactPatterns("client_id=x&client_secret=abcdefgh12345&scope=y"),
      "client_id=x&client_secret=•••&scope=y",
    );
  });

  it("takes linear time, also for text made to be slow", () => {
    const hostile = [
      "eyJ",
      "Bearer ",
      "access_token=",
      "dXNlcj",
      "M.C123_",
      "0.A",
      "a.~-",
      "\\",
      'secret":"\\"',
    ]
      .map((part) => part.repeat(200_000 / part.length))
      .join("");
    const start = performance.now();
    redactPatterns(hostile);
    assert.ok(performance.now() - start < 2_000);
  });
});

describe("hiding credentials that are known", () => {
  const secret = "correct horse battery staple ü";
  const redactor = new Redactor();
  redactor.hide(secret);
  const forms: Readonly<Record<string, string>> = {
    plain: secret,
    "in a URL": encodeURIComponent(secret),
    "in a form": new URLSearchParams({ s: secret }).toString().slice(2),
    "in JSON": JSON.stringify({ s: secret }),
    "as base64": Buffer.from(secret).toString("base64"),
    "as base64url": Buffer.from(secret).toString("base64url"),
  };
  for (const [how, form] of Object.entries(forms)) {
    it(`hides it ${how}`, () => {
      const text = redactor.redact(`before ${form} after`);
      assert.ok(!text.includes(form) && /before .*•••.* after/.test(text), text);
    });
  }

  for (const before of ["", "x", "xy"]) {
    it(`hides it in base64 after ${before.length} other bytes`, () => {
      const frame = Buffer.from(`${before}${secret} and more`).toString("base64");
      assert.equal(leak(redactor.redact(frame), frame.slice(4, -16)), undefined);
    });
  }

  it("takes values that no URL can hold", () => {
    const own = new Redactor();
    own.hide("half a pair \ud83d of surrogates");
    assert.equal(own.redact("half a pair \ud83d of surrogates"), "•••");
  });

  it("hides a value that JSON has to escape", () => {
    const awkward = 'quote" back\\slash and more';
    const own = new Redactor();
    own.hide(awkward);
    assert.equal(own.redact(JSON.stringify([awkward])), '["•••"]');
  });

  it("hides the longer of two values that begin alike", () => {
    const own = new Redactor();
    own.hide("abcdefgh");
    own.hide("abcdefgh-and-the-rest");
    assert.equal(own.redact("x abcdefgh-and-the-rest y"), "x ••• y");
  });

  it("leaves short values alone, and forgets the oldest beyond its limit", () => {
    const own = new Redactor(2);
    own.hide("short");
    own.hide(undefined);
    own.hide("first-value-0123");
    own.hide("second-value-0123");
    own.hide("third-value-0123");
    assert.equal(own.redact("short"), "short");
    assert.equal(own.redact("third-value-0123"), "•••");
    assert.equal(own.redact("first-value-0123"), "first-value-0123");
  });

  it("leaves the line after a mechanism alone: protocol lines are one line", () => {
    const configuration = 'auth xoauth2\nuser "ada@contoso.test"\n';
    assert.equal(redactPatterns(configuration), configuration);
  });

  it("hides in a text with placeholders only what it was told of", () => {
    const knowing = new Redactor();
    knowing.hide("the-secret-value");
    const text = "client_secret = PUT_THE_CLIENT_SECRET_HERE; password = the-secret-value";
    assert.equal(
      knowing.redactKnown(text),
      "client_secret = PUT_THE_CLIENT_SECRET_HERE; password = •••",
    );
  });
});
