// What the server tells, and elements made of words: nothing of it is ever read as HTML.
export const base = new URL("..", import.meta.url).href;

export const made = (name, kind = "", ...inside) => {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.append(...inside);
  return element;
};

export const told = async (path) => {
  const answer = await fetch(base + path);
  return answer.ok ? answer.json() : null;
};

// Calls `heard` with each revision, also with the one that there is now.
export const hear = (heard, lost) => {
  const stream = new EventSource(`${base}events`);
  stream.onmessage = (event) => heard(Number(event.data));
  stream.onerror = () => lost();
};

export const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

export const counts = (found) => {
  const open = found.filter((one) => !one.answered);
  return ["error", "warning", "note"]
    .map((severity) => [severity, open.filter((one) => one.severity === severity).length])
    .filter(([, number]) => number);
};
