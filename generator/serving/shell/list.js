// The list of all briefs, with what is found about each.
import { base, counted, counts, hear, made, told } from "./telling.js";

const list = document.getElementById("briefs");
const state = document.getElementById("state");
const rows = new Map();
let latest = 0;

const chips = (found) => {
  const parts = counts(found).map(([severity, number]) =>
    made("span", `chip ${severity}`, counted(number, severity)));
  return parts.length ? parts : [made("span", "chip good", "no findings")];
};

const row = (slug) => {
  const link = made("a");
  link.href = `${base}brief/${encodeURIComponent(slug)}`;
  link.append(made("strong", "", slug), made("span", "about", " "), made("span", "chips"));
  return made("li", "", link);
};

const fill = (item, brief) => {
  const [title, about, marks] = item.firstChild.children;
  title.textContent = brief.title || brief.slug;
  about.textContent = [brief.number, `${brief.slug}.md`, brief.template].filter(Boolean).join(" · ");
  marks.replaceChildren(...chips(brief.found));
};

const show = async (revision) => {
  latest = revision;
  if (document.hidden) return;  // nobody looks: what is found is asked for when somebody does
  const workspace = await told("told/workspace");
  if (!workspace || latest !== revision) return;
  state.textContent = "";
  document.getElementById("workspace").textContent = workspace.name;
  document.title = `Briefs – ${workspace.name}`;
  document.getElementById("sum").textContent = counted(workspace.briefs.length, "brief");
  for (const slug of rows.keys()) if (!workspace.briefs.includes(slug)) rows.delete(slug);
  for (const slug of workspace.briefs) if (!rows.has(slug)) rows.set(slug, row(slug));
  list.replaceChildren(...workspace.briefs.map((slug) => rows.get(slug)));
  for (const slug of workspace.briefs) {
    const brief = await told(`told/brief/${encodeURIComponent(slug)}?view=findings`);
    if (latest !== revision) return;
    if (brief) fill(rows.get(slug), brief);
  }
};

document.addEventListener("visibilitychange", () => show(latest));
hear(show, () => { state.textContent = "The preview has ended: start `brief serve` again."; });
