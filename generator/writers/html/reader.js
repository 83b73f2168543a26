// Shows beside a claim the note that bears on it and the words of the source that it rests on.
// Without it the page is whole: a mark leads to its note, and a note back to its mark.
(() => {
  "use strict";
  const find = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  const panel = document.querySelector(".sources");
  const list = document.querySelector(".notes");
  if (!list) return;
  const marks = find("[role=doc-noteref]");
  const noted = (selector, number) => find(`${selector}[data-n~="${number}"]`);
  const noteOf = (number) => list.querySelector(`li[data-n="${number}"]`);
  const isBeside = () => panel && getComputedStyle(panel).position === "sticky";
  let shown = "";
  let held = null;

  const put = (name, words) => {
    const made = document.createElement(name);
    made.textContent = words;
    return made;
  };

  const hide = () => {
    find(".on").forEach((each) => each.classList.remove("on", "said"));
    find(".quote,.tools").forEach((each) => each.remove());
    root.classList.remove("reading");
    shown = "";
  };

  // Of a source that does not stand beside the brief, the card shows the words themselves.
  const quote = (note, pieces) => {
    if (isBeside() || !pieces.length) return;
    const made = put("p", "");
    made.className = "quote";
    let before = null;
    for (const piece of pieces) {
      if (before && before !== piece.previousSibling) made.append(" … ");
      made.append(put(piece.classList.contains("said") ? "b" : "span", piece.textContent));
      before = piece;
    }
    note.append(made);
  };

  const citation = (number, mark) => {
    const claim = noted(".claim", number).map((each) => each.textContent).join("").trim();
    const said = noteOf(number).querySelector("p").cloneNode(true);
    find("[role=doc-backlink]", said).forEach((each) => each.remove());
    const address = new URL(`#${mark.id}`, location.href).href;
    const place = `${list.dataset.cite}, ${mark.getAttribute("aria-label")}`;
    return `${claim} (${place}: ${said.textContent.trim()}) ${address}`;
  };

  const copy = async (words, button) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = put("textarea", words);
      button.after(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = list.dataset.copied;
    button.focus();
  };

  const tools = (note, number, mark) => {
    const row = put("div", "");
    row.className = "tools";
    const take = put("button", list.dataset.copy);
    take.addEventListener("click", () => copy(citation(number, mark), take));
    const close = put("button", list.dataset.close);
    close.addEventListener("click", leave);
    row.append(take, close);
    note.append(row);
  };

  const leave = () => {
    const back = held;
    hide();
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    if (back) back.focus({ preventScroll: true });
    hide();
  };

  const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  const show = (number, mark) => {
    if (shown === number) return;
    hide();
    const note = noteOf(number);
    if (!note) return;
    shown = number;
    held = mark;
    mark.classList.add("on");
    noted(".claim", number).forEach((each) => each.classList.add("on"));
    const pieces = noted(".ev", number);
    for (const piece of pieces) {
      const quotes = (piece.dataset.q || "").split(" ").includes(number);
      piece.classList.add("on", ...(quotes ? ["said"] : []));
    }
    note.classList.add("on");
    quote(note, pieces);
    tools(note, number, mark);
    root.classList.add("reading");
    const places = find("a[href^='#src-']", note).map(target).filter(Boolean);
    places.forEach((each) => each.classList.add("on"));
    reach(pieces[0] || places[0]);
  };

  // The panel moves, never the page.
  const reach = (place) => {
    if (!place || !isBeside()) return;
    const top = place.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    const slow = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    panel.scrollTo({
      top: panel.scrollTop + top - panel.clientHeight * 0.2,
      behavior: slow ? "smooth" : "auto",
    });
  };

  const markOf = (number) => marks.find((each) => each.dataset.n === number);

  for (const mark of marks) {
    mark.addEventListener("focus", () => {
      show(mark.dataset.n, mark);
      if (!isBeside()) mark.scrollIntoView({ block: "nearest" });
    });
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") show(mark.dataset.n, mark);
    });
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", `#${mark.id}`);
      show(mark.dataset.n, mark);
      // Return on a mark goes into its card, a click shows it alone.
      if (event.detail === 0) find("a,button", noteOf(mark.dataset.n))[0].focus();
    });
  }

  document.addEventListener("click", (event) => {
    const said = event.target.closest(".claim,.ev");
    if (!said || event.target.closest("a,button") || !getSelection().isCollapsed) return;
    const numbers = said.dataset.n.split(" ");
    const next = numbers[(numbers.indexOf(shown) + 1) % numbers.length];
    const mark = markOf(next);
    if (!mark) return;
    show(next, mark);
    if (said.matches(".ev")) mark.scrollIntoView({ block: "center" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (shown || location.hash)) leave();
  });

  // A link back to a claim shows it, too.
  const follow = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const note = place && place.closest(".notes li");
    const number = note ? note.dataset.n : place && place.dataset.n;
    const mark = number && markOf(number);
    if (!mark) return;
    show(number, mark);
    if (note) mark.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", follow);
  follow();
})();
