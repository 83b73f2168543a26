// The panel of tokens: each change is written into theme.toml, and the page follows.
import { base, made, told } from "./telling.js";

const byId = (id) => document.getElementById(id);

const send = async (name, path, value) => {
  const answer = await fetch(`${base}told/theme/${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ path, value }),
  });
  return answer.ok ? answer.json() : { tokens: [], refused: [] };
};

const tell = (words, isError = false) => {
  const place = byId("told");
  place.textContent = words;
  place.className = isError ? "told error" : "told";
};

const ABOUT = "Each change is written to theme.toml at once. What this theme says itself stands in bold; the rest comes from the one that it builds on.";

const tellRefused = (one) => tell([one.message, one.hint].filter(Boolean).join(": "), true);

const inputs = {
  color: (token) => {
    const patch = made("input");
    patch.type = "color";
    patch.value = token.value;
    const code = made("input");
    code.type = "text";
    code.value = token.value;
    return [code, patch];
  },
  length: (token) => {
    const number = made("input");
    number.type = "number";
    number.step = "0.5";
    number.min = token.least;
    number.max = token.most;
    number.value = Math.round(token.value * 100) / 100;
    return [number];
  },
  file: (token) => {
    const select = made("select");
    select.append(...token.choices.map((name) => new Option(name, name)));
    select.value = token.value;
    return [select];
  },
};

export const setUpPanel = (nameOfLook) => {
  const panel = byId("panel");
  const form = byId("tokens");
  let shown = "";

  const change = async (token, input) => {
    const value = token.kind === "length" ? input.valueAsNumber : input.value.trim();
    if (value === token.value || Number.isNaN(value)) return;
    const name = nameOfLook();
    const said = await send(name, token.path, value);
    shown = said.refused.length ? "" : shown;  // what was typed goes again
    draw(said.tokens);
    if (said.refused.length) tellRefused(said.refused[0]);
    else tell(`Written to templates/${name}/theme.toml`);
  };

  const row = (token) => {
    const fields = inputs[token.kind](token);
    for (const field of fields) {
      field.setAttribute("aria-label", `${token.group}: ${token.label}`);
      field.dataset.path = token.path.join(".") + (field.type === "color" ? ":patch" : "");
      field.addEventListener("change", () => change(token, field));
    }
    const unit = token.kind === "length" ? [made("span", "unit", "pt")] : [];
    const line = made("div", token.is_own ? "token own" : "token",
      made("span", "name", token.label), made("span", "value", ...fields, ...unit));
    if (token.about) line.append(made("span", "about", token.about));
    return line;
  };

  // Redrawn only if a value has changed, with the focus where it was.
  const draw = (tokens) => {
    const now = JSON.stringify(tokens);
    if (now === shown) return;
    const path = document.activeElement && document.activeElement.dataset.path;
    shown = now;
    const groups = [...new Set(tokens.map((token) => token.group))];
    form.replaceChildren(...groups.map((group) => {
      const set = made("fieldset", "", made("legend", "", group));
      set.append(...tokens.filter((token) => token.group === group).map(row));
      return set;
    }));
    const same = path && [...form.querySelectorAll("[data-path]")].find((one) =>
      one.dataset.path === path);
    if (same) same.focus({ preventScroll: true });
  };

  const refresh = async () => {
    if (panel.hidden) return;
    const name = nameOfLook();
    byId("look-of").textContent = `Look of ${name}`;
    const theme = await told(`told/theme/${encodeURIComponent(name)}`);
    if (!theme) return;
    if (theme.refused.length) tellRefused(theme.refused[0]);
    else {
      if (byId("told").classList.contains("error")) tell(ABOUT);  // the file holds again
      draw(theme.tokens);
    }
  };

  byId("adjust").addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    byId("adjust").setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) {
      tell(ABOUT);
      refresh();
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  return { refresh };
};
