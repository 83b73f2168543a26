// A page in the light or the dark scheme, whatever the screen is set to.
const asWritten = new WeakMap();
const PREFERS = /\(prefers-color-scheme:\s*(light|dark)\)/g;

const rulesIn = function* (rules) {
  for (const rule of rules) {
    if (rule.media) yield rule;
    if (rule.cssRules) yield* rulesIn(rule.cssRules);
  }
};

// `scheme` is "light" or "dark", or "" for that of the screen.
export const putScheme = (page, scheme) => {
  page.documentElement.style.colorScheme = scheme;
  for (const sheet of page.styleSheets) {
    for (const rule of rulesIn(sheet.cssRules)) {
      if (!asWritten.has(rule)) asWritten.set(rule, rule.media.mediaText);
      const written = asWritten.get(rule);
      rule.media.mediaText = scheme
        ? written.replace(PREFERS, (_, wanted) => wanted === scheme ? "(min-width: 0)" : "(max-width: 0)")
        : written;
    }
  }
};
