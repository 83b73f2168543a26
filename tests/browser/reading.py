"""What a reader sees of a page, and what a reader does."""

from __future__ import annotations

from typing import Any

BRIEFS = ("economic", "military", "sanctions", "summit")
LOOKS = ("memo", "in-focus")

_STATE = """() => {
  const seen = (each, within) => {
    const box = each.getBoundingClientRect();
    const room = within ? within.getBoundingClientRect() : {top: 0, bottom: innerHeight};
    const top = Math.max(0, room.top), bottom = Math.min(innerHeight, room.bottom);
    return box.height > 0 && box.top >= top - 1 && box.bottom <= bottom + 1;
  };
  const panel = document.querySelector('.sources');
  const beside = panel && getComputedStyle(panel).position === 'sticky';
  const card = document.querySelector('.notes li.on');
  const active = document.activeElement;
  const box = active.getBoundingClientRect();
  const front = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const words = (selector) => [...document.querySelectorAll(selector)]
    .map(each => each.textContent).join('');
  return {
    role: active.getAttribute('role'), note: active.dataset.n || '', name: active.tagName,
    covered: !(front && (front === active || active.contains(front) || front.contains(active))),
    card: card ? card.dataset.n : '',
    cardSeen: Boolean(card) && seen(card.querySelector('p')),
    claim: words('.claim.on'), source: words('.ev.on'), quoted: words('.ev.on.said'),
    quote: words('.notes li.on .quote'),
    sourceSeen: [...document.querySelectorAll('.ev.on')]
      .some(each => seen(each, beside ? panel : null)),
    links: card ? [...card.querySelectorAll("a[href^='#src-']")].map(each => {
      const place = document.getElementById(decodeURIComponent(each.hash.slice(1)));
      return Boolean(place) && seen(place, beside ? panel : null);
    }) : [],
  };
}"""


class Screen:
    """An open page. `page` is Playwright's."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @property
    def state(self) -> dict[str, Any]:
        """What has the focus, and what is shown of which note."""
        found: dict[str, Any] = self.page.evaluate(_STATE)
        return found

    @property
    def marks(self) -> int:
        return int(self.page.locator("a[role=doc-noteref]").count())

    @property
    def sideways(self) -> int:
        """How many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def mark(self, number: int) -> Any:
        return self.page.locator(f"a[role=doc-noteref][data-n='{number}']").first

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
