from itertools import pairwise

import pytest
from msgspec.structs import replace

from generator.document import (
    Emphasis,
    LineBreak,
    Link,
    NoteMark,
    Paragraph,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from generator.theme.theme import Style, Theme
from generator.typesetting import typeset
from generator.typesetting.areas import run_width
from generator.typesetting.inlines import set_words
from generator.typesetting.lines import lines_of
from generator.typesetting.placed import Line
from generator.typesetting.setting import Setting
from tests.typesetting.reading import document, inlines, line_words
from tests.typesetting.sample import sample_theme

THEME = sample_theme()
BODY = replace(THEME.style("body"), size=10.0, leading=14.0, hang=False)
PROSE = (
    "The timing and symbolism of this summit is crucial. As the United States strengthens its "
    "trilateral cooperation with South Korea and Japan, the partnership between Russia and North "
    "Korea represents a deliberate counterweight, which underscores an ideological and strategic "
    "divide that is increasingly polarising international relations."
)


def set_lines(
    words: object, measure: float, style: Style = BODY, theme: Theme = THEME
) -> list[Line]:
    children = words if isinstance(words, tuple) else (Text(str(words)),)
    setting = Setting(document(), theme)
    return list(lines_of(set_words(children, style, setting), style, measure, first=style.first))


def reach(line: Line) -> float:
    """Where the last word of a line ends, the space behind it left out."""
    last = line.runs[-1]
    trailing = last.words[-1].width * last.size + last.stretch if last.words[-1].is_space else 0.0
    return last.x + run_width(last) - trailing


def test_justified_lines_end_at_the_measure_and_the_last_one_does_not():
    lines = set_lines(PROSE, 300)

    assert [round(reach(line), 2) for line in lines[:-1]] == [300.0] * (len(lines) - 1)
    assert reach(lines[-1]) < 300


def test_a_line_that_a_long_word_leaves_short_is_not_torn_apart():
    undivided = replace(BODY, hyphenate=False)

    first, *_ = set_lines("See the donaudampfschifffahrtsgesellschaftskapitän.", 220, undivided)

    assert line_words(first) == "See the "
    assert first.runs[0].stretch == 0.0


def test_ragged_lines_keep_the_natural_space():
    lines = set_lines(PROSE, 300, replace(BODY, align="left"))

    assert {run.stretch for line in lines for run in line.runs} == {0.0}
    assert max(reach(line) for line in lines) <= 300


def test_lines_are_chosen_together_and_not_one_by_one():
    lines = set_lines(PROSE, 240, replace(BODY, hyphenate=False))

    widest = max(run.stretch for line in lines[:-1] for run in line.runs)
    assert widest < first_fit_stretch(PROSE, 240)


def first_fit_stretch(words: str, measure: float) -> float:
    """The widest stretch that filling each line as far as possible would need."""
    [whole] = set_lines(words, 100_000, replace(BODY, align="left"))
    shaped = whole.runs[0].words
    space = next(word for word in shaped if word.is_space).width * 10
    rows: list[list[float]] = [[]]
    for width in (word.width * 10 for word in shaped if not word.is_space):
        if rows[-1] and sum(rows[-1]) + len(rows[-1]) * space + width > measure:
            rows.append([])
        rows[-1].append(width)
    slacks = [(measure - sum(row) - space * (len(row) - 1)) / (len(row) - 1) for row in rows[:-1]]
    return max(slacks)


def test_words_are_divided_only_where_the_style_lets_them():
    divided = set_lines(PROSE, 120)
    whole = set_lines(PROSE, 120, replace(BODY, hyphenate=False))

    assert any(line_words(line).endswith("\u00ad") for line in divided)
    assert not any(line_words(line).endswith("\u00ad") for line in whole)


def test_a_divided_word_reads_whole_again():
    lines = set_lines(PROSE, 120)

    assert "".join(map(line_words, lines)).replace("\u00ad", "") == PROSE


def test_wide_lines_are_not_hyphenated_where_spaces_can_give_way():
    lines = set_lines(PROSE, 400)

    assert "\u00ad" not in "".join(map(line_words, lines))


def test_a_soft_hyphen_of_the_author_divides_the_word_there():
    word = "Donau\u00addampfschifffahrts\u00adgesellschaft"

    lines = set_lines(f"Die {word}", 110, replace(BODY, align="left"))

    assert line_words(lines[-1]) == "gesellschaft"


def test_every_line_but_the_last_ends_in_a_space_so_that_words_do_not_fuse():
    lines = set_lines("one two three four five six seven eight", 60, replace(BODY, hyphenate=False))

    assert all(line_words(line).endswith(" ") for line in lines[:-1])
    assert not line_words(lines[-1]).endswith(" ")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("see the passage ¶\u00a03 for it", "¶ 3"),
        ("on the day 22\u00a0November it", "22 November"),
        ("one\u00a0– two\u00a0– three\u00a0– four", "two –"),
    ],
)
def test_words_joined_by_a_no_break_space_share_a_line_and_a_plain_space(words, kept):
    for measure in range(66, 150, 3):
        lines = set_lines(words, measure, replace(BODY, align="left"))

        assert any(kept in line_words(line) for line in lines)


def test_an_address_breaks_before_its_slashes():
    address = "https://example.org/reports/2026/a-very-long-name-of-a-report/annex"

    lines = set_lines(address, 150, replace(BODY, align="left"))

    assert "".join(map(line_words, lines)) == address
    assert all(reach(line) <= 150 for line in lines)
    assert line_words(lines[1])[0] in "/-."


def linking(*, underline: bool, **of_body: object) -> Theme:
    styles = {
        **THEME.styles,
        "link": replace(THEME.style("link"), underline=underline),
        "body": replace(THEME.style("body"), **of_body),
    }
    return replace(THEME, styles=styles)


def test_a_link_has_a_thin_line_below_its_words_alone():
    theme = linking(underline=True)
    link = Link((Text("a link over lines"),), "https://example.org")
    said = (Text("before "), link, Text(" and behind"))

    first, second, *_ = set_lines(said, 70, replace(BODY, align="left"), theme)

    assert [line_words(one) for one in (first, second)] == ["before a link ", "over lines "]
    (under,) = first.grounds
    assert (under.left, under.right) == pytest.approx((first.links[0].left, reach(first)))
    assert -2 < under.below < under.above < -1
    assert under.above - under.below == pytest.approx(0.5)
    assert under.color == theme.style("link").color
    assert second.grounds[0].right == pytest.approx(reach(second))


def test_no_line_is_below_links_where_the_theme_or_the_paragraph_wants_none():
    said = (Link((Text("linked"),), "https://example.org"), NoteMark(1, "mark-1"))

    for theme in (linking(underline=False), linking(underline=True, plain_links=True)):
        style = theme.style("body")
        assert set_lines(said, 200, style, theme)[0].grounds == ()
    marked = set_lines((Text("words"), NoteMark(1, "mark-1")), 200, BODY, linking(underline=True))
    assert marked[0].grounds == ()


def test_a_style_may_underline_its_words():
    (line,) = set_lines("some words", 200, replace(BODY, underline=True))

    assert (line.grounds[0].left, line.grounds[0].right) == pytest.approx((0, reach(line)))


def test_a_word_that_no_line_can_hold_is_cut():
    lines = set_lines("x" * 300, 100)

    assert "".join(map(line_words, lines)) == "x" * 300
    assert all(reach(line) <= 100.01 for line in lines)


def test_a_word_too_wide_for_its_line_is_not_torn_where_hyphens_are_enough():
    lines = set_lines("The responsibility.", 40)

    assert not any(line.torn for line in lines)
    assert all(words.endswith(("\u00ad", " ", ".")) for words in map(line_words, lines))


def test_words_bound_together_that_no_line_can_hold_part_before_words_and_stay_whole():
    bound = "Judgement · very unlikely · low confidence ;".replace(" ", "\u00a0")

    lines = set_lines(bound, 100, replace(BODY, hyphenate=False))

    shown = [line_words(line).strip() for line in lines]
    assert shown == ["Judgement · very", "unlikely · low", "confidence ;"]


def test_beside_a_word_that_has_to_be_divided_no_other_is_in_a_style_without_hyphens():
    words = f"responsibility that South administrative {'x' * 60}"

    lines = set_lines(words, 90, replace(BODY, hyphenate=False, align="left"))

    assert not [line for line in lines if line_words(line).endswith("\u00ad")]


def test_a_figure_is_not_cut_even_where_no_line_can_hold_it():
    for figure in (
        "1,234,567,890",
        "€1,234,567m",
        "USD1,234,567",
        "(−1,234,567.5km)",
        "2019–2024*",
    ):
        assert figure in map(line_words, set_lines(figure, 20))


def test_a_line_break_ends_the_line_without_filling_it():
    lines = set_lines(inlines("one two", LineBreak(), "three"), 300)

    assert [line_words(line).strip() for line in lines] == ["one two", "three"]
    assert reach(lines[0]) < 100


def test_kerning_brings_letters_together():
    [line] = set_lines("AVAVA", 300)

    [word] = line.runs[0].words
    face = line.runs[0].face
    assert word.width < sum(face.advance(glyph.number) for glyph in word.glyphs)


def test_a_ligature_stands_for_both_its_letters():
    [line] = set_lines("fjord", 300)
    [plain] = set_lines("f", 300)

    glyphs = line.runs[0].words[0].glyphs
    assert "".join(glyph.text for glyph in glyphs) == "fjord"
    assert len(set_lines("office", 300)[0].runs[0].words[0].glyphs) < len("office")
    assert plain.runs[0].words[0].glyphs[0].text == "f"


def test_letters_are_spaced_without_ligatures():
    [line] = set_lines("office", 300, replace(BODY, tracking=1.0))

    assert len(line.runs[0].words[0].glyphs) == len("office")
    assert run_width(line.runs[0]) == pytest.approx(line.runs[0].words[0].width * 10 + 6)


def test_capitals_of_a_style_read_as_the_author_wrote():
    [line] = set_lines("Straße", 300, replace(BODY, caps="all"))

    word = line.runs[0].words[0]
    assert word.text == "Straße"
    assert len(word.glyphs) == len("STRASSE")


def test_a_note_mark_stays_with_its_word_and_stands_higher():
    children = inlines("words and a long claim", NoteMark(1, "mark-1"), ".")

    for measure in range(40, 140, 5):
        lines = set_lines(children, measure, replace(BODY, align="left"))
        marked = next(line for line in lines if line.notes)
        assert line_words(marked).strip().endswith("claim1.")
        assert [run.rise > 0 for run in marked.runs][-2:] == [True, False]


def test_a_note_belongs_to_the_line_of_its_mark_where_words_bound_to_it_begin_the_next():
    children = inlines("claim", NoteMark(1, "mark-1"), "interdependence" * 4)

    for measure in range(60, 140, 5):
        lines = set_lines(children, measure)
        assert [bool(line.notes) for line in lines] == ["1" in line_words(line) for line in lines]


def test_two_marks_side_by_side_do_not_read_as_one_number():
    [line] = set_lines(inlines("claim", NoteMark(1, "m1"), NoteMark(2, "m2")), 300)

    assert line_words(line) == "claim1\u20092"
    assert line.notes == (1, 2)


def test_emphasis_in_italics_stands_upright():
    italic = replace(BODY, italic=True)

    [line] = set_lines(
        inlines("so ", Emphasis((Text("and"),)), Strong((Text(" bold"),))), 300, italic
    )

    assert [run.face.name for run in line.runs] == [
        "SourceSerif4-It",
        "SourceSerif4-Regular",
        "SourceSerif4-BoldIt",
    ]


def test_scripts_that_the_face_lacks_come_from_another_face():
    kept = {name: replace(THEME.fonts[name], fallback=()) for name in ("text", "display")}
    bare = replace(THEME, fonts=kept)

    [line] = set_lines("Владимир Путин, Ελλάδα", 300, theme=bare)

    assert line_words(line) == "Владимир Путин, Ελλάδα"
    assert all(glyph.number for run in line.runs for word in run.words for glyph in word.glyphs)


def test_a_character_that_no_face_has_is_drawn_as_another_but_read_as_itself():
    [line] = set_lines("北京", 300)

    [word] = line.runs[0].words
    assert word.text == "北京"
    assert all(glyph.number for glyph in word.glyphs)


def test_a_hanging_label_is_followed_by_words_at_the_indent():
    style = replace(BODY, left=30.0, first=-30.0, align="left")
    said = " Words that stand at the indent over all lines that they take. " * 2
    children = (Strong((Text("¶3"),)), Text(said))
    theme = replace(THEME, styles={**THEME.styles, "body": style})

    pages = typeset(document(Paragraph(children)), theme)

    first, second = (placed for placed in pages.pages[0].lines)
    label, *_, words = first.line.runs
    assert first.x + label.x == pytest.approx(THEME.page.left)
    assert first.x + words.x == pytest.approx(THEME.page.left + 30)
    assert second is not None


def test_a_hanging_label_that_just_fits_its_indent_does_not_touch_the_words():
    [line] = set_lines((Strong((Text("§\u00a0201"),)), Text(" Words.")), 300)
    indent = run_width(line.runs[0]) + 0.3
    style = replace(BODY, left=indent, first=-indent, align="left")

    [hung] = set_lines((Strong((Text("§\u00a0201"),)), Text(" Words.")), 300, style)

    assert (
        run_width(hung.runs[0]) + 2 < hung.runs[1].words[-1].width + hung.runs[1].x - hung.runs[0].x
    )
    assert reach(hung) == pytest.approx(reach(line) - indent)


PLAIN = replace(BODY, figure_width="font")


def glyphs_of(words: str, **asked: str) -> list[int]:
    [line] = set_lines(words, 300, replace(PLAIN, **asked))
    return [glyph.number for run in line.runs for word in run.words for glyph in word.glyphs]


@pytest.mark.parametrize(
    "asked",
    [{"figures": "old-style"}, {"figure_width": "proportional"}, {"caps": "small"}],
    ids=["old-style", "proportional", "small"],
)
def test_other_forms_of_letters_and_figures_are_drawn_but_read_as_themselves(asked):
    words = "in 2027"

    [line] = set_lines(words, 300, replace(PLAIN, **asked))

    assert glyphs_of(words, **asked) != glyphs_of(words)
    assert line_words(line) == words


def test_tabular_figures_are_all_of_a_width():
    widths = {}
    for kind in ("tabular", "proportional"):
        style = replace(BODY, figure_width=kind)
        widths[kind] = {
            round(sum(word.width for word in set_lines(figure, 300, style)[0].runs[0].words), 4)
            for figure in "0123456789"
        }

    assert len(widths["tabular"]) == 1 < len(widths["proportional"])


def test_small_capitals_that_a_font_lacks_stay_letters():
    assert glyphs_of("김", caps="small") == glyphs_of("김", caps="none")


def test_marks_at_the_ends_of_lines_hang_in_the_margin():
    words = "“" + " ".join([PROSE] * 4)
    hung, plain = (
        set_lines(words, 200, replace(BODY, hang=hang, align="justify")) for hang in (True, False)
    )

    assert hung[0].runs[0].x < 0 == plain[0].runs[0].x
    ends = {line_words(line).strip()[-1]: reach(line) for line in hung[:-1]}
    assert any(ends[mark] > 200.5 for mark in ends if mark in ".,-\u00ad")
    assert all(ends[mark] == pytest.approx(200) for mark in ends if mark.isalpha())
    assert max(reach(line) for line in plain) < 200.01


def test_hung_marks_change_no_line_end():
    hung, plain = (set_lines(PROSE * 3, 200, replace(BODY, hang=hang)) for hang in (True, False))

    assert [line_words(line) for line in hung] == [line_words(line) for line in plain]


def test_words_bound_together_that_are_too_long_for_a_line_are_divided():
    bound = (
        "several\u00a0bound\u00a0words\u00a0that\u00a0no\u00a0line\u00a0may\u00a0end\u00a0between"
    )

    lines = set_lines(bound, 60)

    assert len(lines) > 3
    assert all(reach(line) <= 60.5 for line in lines)


def test_raised_and_lowered_words_are_smaller_and_off_the_line():
    children = inlines("10", Superscript(inlines("−6")), " and H", Subscript(inlines("2")), "O")

    [line] = set_lines(children, 300)

    shown = [(line_words_of(run), round(run.size, 1), round(run.rise, 1)) for run in line.runs]
    assert shown == [
        ("10", 10.0, 0.0),
        ("⁻⁶", 6.5, 3.6),
        (" and H", 10.0, 0.0),
        ("₂", 6.5, -1.6),
        ("O", 10.0, 0.0),
    ]


def line_words_of(run):
    return "".join(word.text for word in run.words)


def test_raised_figures_are_drawn_as_plain_ones_and_read_as_raised():
    [raised] = set_lines(inlines(Superscript(inlines("2"))), 300)
    [plain] = set_lines("2", 300)

    glyphs = [line.runs[0].words[0].glyphs[0] for line in (raised, plain)]
    assert [glyph.text for glyph in glyphs] == ["²", "2"]
    assert glyphs[0].number == glyphs[1].number


def test_a_raised_figure_makes_no_line_higher():
    plain = typeset(document(Paragraph(inlines(PROSE))), THEME)
    raised = inlines(*(Superscript(inlines("2")) if word == "of" else f"{word} "
                       for word in PROSE.split()))  # fmt: skip
    pages = typeset(document(Paragraph(raised)), THEME)

    def steps(pages):
        ys = [one.y for one in pages.pages[0].lines]
        return {round(after - before, 3) for before, after in pairwise(ys)}

    assert steps(pages) == steps(plain)


def test_a_note_behind_a_raised_figure_stands_apart_from_it():
    power, formula = Superscript(inlines("2")), Subscript(inlines("2"))

    [raised] = set_lines(inlines("m", power, NoteMark(3, "mark-3")), 300)
    [lowered] = set_lines(inlines("CO", formula, NoteMark(3, "mark-3")), 300)

    assert line_words(raised) == "m²\u20093"
    assert line_words(lowered) == "CO₂3"


def test_the_line_under_a_link_runs_below_a_raised_figure_as_below_the_words():
    theme = replace(THEME, styles={**THEME.styles, "link": replace(BODY, underline=True)})
    link = Link(inlines("5 km", Superscript(inlines("2")), " of it"), "https://example.org/a")

    [line] = set_lines((link,), 300, theme=theme)

    assert len(line.grounds) == 1


def test_words_that_no_line_parts_hang_together():
    style = replace(BODY, left=60.0, first=-60.0, align="left")

    [line] = set_lines("Art.\u00a05 The lock is open.", 400, style)

    *_, behind = line.runs
    assert "".join(word.text for word in behind.words).startswith("The lock")
    assert behind.x == pytest.approx(0.0)
