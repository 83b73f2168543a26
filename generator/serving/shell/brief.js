// One brief as it is being written: its page or its PDF, what is found about it, its look.
import { base, counted, counts, hear, made, told } from "./telling.js";
import { findPlace, keepPlace } from "./place.js";
import { setUpPanel } from "./panel.js";
import { putScheme } from "./scheme.js";

const byId = (id) => document.getElementById(id);
const slug = decodeURIComponent(location.pathname.split("/").pop());
const chosen = new URLSearchParams(location.search);
const frames = byId("frames");
const sheets = byId("sheets");
let frame = null;
let latest = 0;
let turns = 0;
let shownPage = "";
let sight = null;

const view = () => document.querySelector("[name=view]:checked").value;

const STALE = "This is how it was before: the brief, as it is now, cannot be set. The findings say why.";
const NOTHING = "The brief, as it is now, cannot be set. The findings say why.";

// --- what is found ---------------------------------------------------------------------

const lineOf = (quoted) => {
  const words = made("mark", "", quoted.words || " ");
  return made("code", "line", quoted.before, words, quoted.after);
};

const placeOf = (one) => {
  if (one.line === 1 && !one.quoted) return one.file;
  return one.file === `briefs/${slug}.md` ? `line ${one.line}` : `${one.file}:${one.line}`;
};

const leadOf = (one) => {
  const lead = made("button", "place", placeOf(one));
  lead.title = "Show where this is in the page";
  lead.addEventListener("click", () => frame && !frames.hidden && findPlace(frame.contentWindow, one));
  return lead;
};

const item = (one) => {
  const what = made("p", "what", made("b", "", one.answered ? "answered" : one.severity),
    made("span", "code", one.code), one.quoted ? leadOf(one) : made("span", "place", placeOf(one)));
  const entry = made("li", one.answered ? "note answered" : one.severity, what,
    made("p", "message", one.message));
  if (one.quoted) entry.append(lineOf(one.quoted));
  if (one.answered) entry.append(made("p", "hint", one.answered));
  else if (one.hint) entry.append(made("p", "hint", one.hint));
  return entry;
};

const showFound = (found) => {
  const sum = counts(found).map(([severity, number]) => counted(number, severity)).join(", ");
  byId("sum").textContent = sum || "No findings";
  const ordered = [...found.filter((one) => !one.answered), ...found.filter((one) => one.answered)];
  byId("found").replaceChildren(...ordered.map(item));
};

// --- the page --------------------------------------------------------------------------

const loaded = (page) =>
  new Promise((done) => page.addEventListener("load", done, { once: true }));

const outside = (event) => {
  const link = event.target.closest && event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  if (/^https?:/.test(link.href)) window.open(link.href, "_blank", "noopener,noreferrer");
};

// The new page is laid out behind the old one, and takes its place when it stands where that did.
const showPage = async (digest) => {
  if (shownPage === digest) return;
  shownPage = digest;
  const next = made("iframe", "waiting");
  next.title = "The brief as a page";
  next.src = `${base}page/${digest}`;
  frames.append(next);
  await loaded(next);
  if (shownPage !== digest || !next.contentDocument.querySelector("main")) {
    next.remove();  // a newer one is there by now
    return;
  }
  next.contentDocument.addEventListener("click", outside, true);
  const focused = frame && document.activeElement === frame;
  putScheme(next.contentDocument, scheme());
  if (frame) keepPlace(frame.contentWindow, next.contentWindow, focused);
  next.className = "";
  if (focused) next.focus();
  if (frame) frame.remove();
  frame = next;
};

const showSheets = (images, digest) => {
  const known = new Map([...sheets.querySelectorAll("img")].map((one) => [one.dataset.digest, one]));
  const top = sheets.scrollTop;
  const parts = images.map((sheet, index) => {
    const image = known.get(sheet.digest) || made("img");
    known.delete(sheet.digest);
    image.dataset.digest = sheet.digest;
    image.width = Math.round(sheet.width * 2);
    image.height = Math.round(sheet.height * 2);
    image.alt = `Page ${index + 1} of ${images.length}`;
    image.loading = index < 2 ? "eager" : "lazy";
    const address = `${base}sheet/${sheet.digest}`;
    if (image.src !== address) image.src = address;
    return image;
  });
  const open = made("a", "open", "Open the PDF itself");
  open.href = `${base}pdf/${digest}`;
  open.target = "_blank";
  open.rel = "noopener";
  sheets.replaceChildren(...parts, open);
  sheets.scrollTop = top;
};

// --- all of it -------------------------------------------------------------------------

const options = (select, names, value, none) => {
  const parts = names.map((name) => new Option(name, name));
  if (none !== undefined) parts.unshift(new Option(none, ""));
  select.replaceChildren(...parts);
  select.value = value;
};

const show = async (revision) => {
  const turn = ++turns;
  latest = revision;
  const asked = new URLSearchParams(chosen);
  const isPaper = view() === "paper";
  if (isPaper) asked.set("view", "paper");
  const next = await told(`told/brief/${encodeURIComponent(slug)}?${asked}`);
  if (turn !== turns) return;  // something else is asked for by now
  if (!next) {
    byId("sum").textContent = `No brief \`${slug}\``;
    return;
  }
  sight = next;
  byId("title").textContent = sight.title || slug;
  document.title = `${sight.title || slug} – preview`;
  showFound(sight.found);
  byId("stale").hidden = sight.is_current;
  byId("stale").textContent = sight.page ? STALE : NOTHING;
  frames.hidden = isPaper;
  sheets.hidden = !isPaper;
  frames.className = view() === "phone" ? "frames phone" : "frames";
  if (sight.page && isPaper) showSheets(sight.sheets, sight.page);
  if (sight.page && !isPaper) await showPage(sight.page);
  document.body.dataset.revision = revision;
  panel.refresh();
};

const showChoices = async () => {
  const workspace = await told("told/workspace");
  if (!workspace) return;
  const slugs = workspace.briefs.includes(slug) ? workspace.briefs : [slug, ...workspace.briefs];
  options(byId("slug"), slugs, slug);
  options(byId("template"), workspace.templates, chosen.get("template") || "", "the brief’s own");
  options(byId("look"), workspace.templates, chosen.get("look") || "", "the template’s own");
};

const scheme = () => {
  const value = document.querySelector("[name=scheme]:checked").value;
  return value.includes(" ") ? "" : value;
};

const choose = (name, value) => {
  if (value) chosen.set(name, value);
  else chosen.delete(name);
  const query = `${chosen}`;
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  show(latest);
};

const panel = setUpPanel(() => (chosen.get("look") || (sight && sight.template) || ""));
byId("list").addEventListener("click", () => {
  const findings = byId("findings");
  findings.hidden = !findings.hidden;
  byId("list").setAttribute("aria-expanded", String(!findings.hidden));
});
byId("slug").addEventListener("change", (event) => {
  location.href = `${base}brief/${encodeURIComponent(event.target.value)}${location.search}`;
});
byId("template").addEventListener("change", (event) => choose("template", event.target.value));
byId("look").addEventListener("change", (event) => choose("look", event.target.value));
byId("view").addEventListener("change", () => show(latest));
byId("scheme").addEventListener("change", () => {
  if (frame) putScheme(frame.contentDocument, scheme());
});

hear(
  async (revision) => {
    await show(revision);
    showChoices();
  },
  () => { byId("sum").textContent = "The preview has ended: start `brief serve` again."; },
);
