import assert from "node:assert/strict";
import {
  markdownCode,
  markdownValue,
  notificationText,
  pickText,
  plainText,
  wrapLine,
} from "../../../src/ui/text";

/** Names an attacker may give to a registration, a mailbox or a server's answer. */
const hostile = {
  commandLink: "[Sign in](command:workbench.action.quit)",
  webLink: "[Sign in](https://evil.example)",
  titledLink: '[Sign in](https://evil.example "harmless")',
  icon: "$(check) verified",
  lines: "first\r\nsecond\u2028third\ttab",
  rightToLeft: "app\u202egnp.exe",
  hidden: "pay\u200bpal\u{e0041}",
  html: "<img src=x onerror=alert(1)>",
  table: "a | b",
  fence: "``` code `` and `",
  autolink: "see https://evil.example and www.evil.example",
};

/** What the editor takes for a link in notifications (vs/base/common/linkedText). */
const linkedText = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** What the editor takes for an icon in labels (vs/base/common/iconLabels). */
const icon = /(?<!\\)\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

describe("text that others have written", () => {
  it("becomes one visible line everywhere", () => {
    assert.equal(plainText(hostile.lines), "first second third tab");
    assert.equal(plainText(hostile.rightToLeft), "appgnp.exe");
    assert.equal(plainText(hostile.hidden), "paypal");
  });

  it("is cut where it would fill the screen", () => {
    const cut = plainText("x".repeat(5_000));
    assert.equal(cut.length, 300);
    assert.ok(cut.endsWith("…"));
  });

  for (const [name, text] of Object.entries(hostile)) {
    it(`holds no link and no icon in a notification: ${name}`, () => {
      assert.doesNotMatch(notificationText(text), linkedText);
      assert.doesNotMatch(notificationText(text), icon);
    });

    it(`holds no icon in a pick list: ${name}`, () => {
      assert.doesNotMatch(pickText(text), icon);
    });

    it(`is one code span in Markdown: ${name}`, () => {
      const code = markdownCode(text);
      const fence = /^`+/.exec(code)?.[0] ?? "";
      assert.ok(fence !== "" && code.endsWith(fence));
      const runs: readonly string[] = code.slice(fence.length, -fence.length).match(/`+/g) ?? [];
      const inside = code.slice(fence.length, -fence.length);
      assert.ok(!runs.includes(fence), "no run inside ends the span");
      assert.doesNotMatch(inside, /(?<!\\)\|/, "no table cell ends inside");
    });
  }

  it("keeps a link that only arises when two values meet from coming alive", () => {
    assert.doesNotMatch(notificationText(["[Sign in]", "(command:x)"].join("")), linkedText);
  });

  it("leaves ordinary text as it is", () => {
    const text = "ada@contoso.com (Contoso) [work] costs $5";
    assert.equal(notificationText(text), text);
    assert.equal(pickText(text), text);
  });

  it("keeps words, numbers and dates as they are in Markdown, and sets all else as code", () => {
    for (const harmless of [
      "1,204",
      "1.2",
      "20 May 2027, 14:03",
      "20.05.2027",
      "5/20/2027",
      "aerc-ada",
    ]) {
      assert.equal(markdownValue(harmless), harmless);
    }
    for (const suspect of [
      "ada@contoso.com",
      "evil.example",
      "//x",
      "*a*",
      "<b>",
      "a_b_",
      "#1",
      "[a]",
    ]) {
      assert.equal(markdownValue(suspect), `\`${suspect}\``);
    }
    assert.equal(markdownCode(""), "");
  });

  it("is broken into rows at spaces", () => {
    assert.deepEqual(wrapLine("one two three four", 9), ["one two", "\u2003three", "\u2003four"]);
    assert.deepEqual(wrapLine("unbreakable", 4), ["unbreakable"]);
  });
});
