// Where a reader is in a page, found again in the next one, though words before it have changed.
const KINDS = "h1,h2,h3,h4,p,li,td,th,dt,dd,caption,figcaption";

// Numbers of notes change when a citation is put in before them: they say nothing of the place.
const words = (block) => block.textContent.replace(/[\d\s]+/g, "");

const blocks = (root) => [...root.querySelectorAll(KINDS)];

const byWords = (root) => {
  const found = new Map();
  for (const block of blocks(root)) {
    const key = words(block);
    found.set(key, found.has(key) ? null : block);
  }
  return found;
};

// The blocks in view, from the top on, and how far down each stands.
const seen = (root, top, bottom) =>
  blocks(root)
    .map((block) => [block, block.getBoundingClientRect()])
    .filter(([, box]) => box.height && box.bottom > top && box.top < bottom);

// How far what is in view has moved from one page to the next: 0 if it is not there any longer.
const moved = (before, after, top, bottom) => {
  const olds = byWords(before);
  const news = byWords(after);
  for (const [block, box] of seen(before, top, bottom)) {
    const key = words(block);
    const same = key && olds.get(key) ? news.get(key) : null;
    if (same) return same.getBoundingClientRect().top - box.top;
  }
  return null;
};

const scroll = (thing, top) => thing.scrollTo({ top, behavior: "instant" });

const columns = (view) => {
  const panel = view.document.querySelector(".sources");
  const beside = panel && view.getComputedStyle(panel).position === "sticky";
  return [view.document.querySelector("main > .text") || view.document.body, beside ? panel : null];
};

// Shows the note that was open; puts the focus back where it was, if it was in the page.
const reopen = (before, after, focused) => {
  const card = before.document.querySelector(".notes li.on");
  const active = before.document.activeElement;
  const mark = card && after.document.querySelector(
    `a[role=doc-noteref][data-n="${card.dataset.n}"]`);
  if (mark) mark.dispatchEvent(new after.PointerEvent("pointerenter", { pointerType: "mouse" }));
  const same = focused && active && active.id && after.document.getElementById(active.id);
  if (same) same.focus({ preventScroll: true });
};

export const keepPlace = (before, after, focused) => {
  reopen(before, after, focused);
  const [text, panel] = columns(before);
  const [nextText, nextPanel] = columns(after);
  scroll(after, before.scrollY);
  if (before.scrollY > 0) {
    const by = moved(text, nextText, 0, before.innerHeight);
    if (by) scroll(after, after.scrollY + by);
  }
  if (!panel || !nextPanel) return;
  scroll(nextPanel, panel.scrollTop);
  const box = panel.getBoundingClientRect();
  const by = moved(panel, nextPanel, box.top, box.bottom);
  if (by) scroll(nextPanel, nextPanel.scrollTop + by);
};

// --- where a finding is ----------------------------------------------------------------

const letters = (text) => text.replace(/[^\p{L}]/gu, "").toLowerCase();

// Markdown's signs do not reach the page: the longest piece between them does.
const longest = (line) => line.split(/[[\]@*_{}"“”|#<>…¶`]+/).map(letters)
  .reduce((best, piece) => (piece.length > best.length ? piece : best), "");

// Scrolls to what a finding is about: to its remark, else to the words of its line.
export const findPlace = (view, one) => {
  const page = view.document;
  const remark = [...page.querySelectorAll(".remark")]
    .find((each) => each.textContent.startsWith(`${one.code}: ${one.message}`));
  const piece = longest(one.quoted.words).length > 11 ? longest(one.quoted.words)
    : longest(`${one.quoted.before}${one.quoted.words}${one.quoted.after}`);
  const block = piece.length > 11
    && blocks(page).find((each) => letters(each.textContent).includes(piece));
  const place = remark || block;
  if (place) place.scrollIntoView({ block: "center" });
};
