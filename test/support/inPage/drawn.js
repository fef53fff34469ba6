// An expression for a page: everything that is drawn there, values of inputs included.
[
  document.documentElement.outerHTML,
  ...Array.from(document.querySelectorAll("input"), ({ value }) => value),
].join("\n");
