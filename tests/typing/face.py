"""A script that uses the public names; a type checker reads it, and nothing runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, assert_type

from generator import (
    BriefError,
    Built,
    Diagnostic,
    Library,
    Merging,
    Published,
    Rendition,
    Severity,
    Span,
    Verified,
    Workspace,
    __version__,
    build,
    check,
    find_briefs,
    find_workspace,
    merge,
    publish,
    verify,
)

assert_type(__version__, str)

# An action takes a path, as words or as a Path.
built = build("briefs/military.md", formats=("pdf",), output="out", pdf_variant="a-2a")
assert_type(built, Built)
assert_type(build(Path("briefs/military.md"), formats=["docx", "pdf"], allow=["C005"]), Built)
assert_type(built.files, tuple[tuple[Path, Rendition], ...])
for path, rendition in built.files:
    path.write_bytes(rendition.data)
    assert_type(rendition.pages, int | None)

findings = check("briefs/military.md")
assert_type(findings, tuple[Diagnostic, ...])
assert_type(findings[0].severity, Severity)
assert_type(findings[0].span, Span)

# Its workspace may be shared.
workspace = find_workspace(".")
assert_type(workspace, Workspace)
library = Library(workspace)
for path in find_briefs(workspace):
    assert_type(check(path, workspace=library), tuple[Diagnostic, ...])
    assert_type(build(path, workspace=workspace), Built)

published = publish("briefs/military.md", message="First publication", acknowledge=("venue",))
assert_type(published, Published)
assert_type(published.name, str)

merging = merge("military-edited.docx", Path("b.docx"), onto="military", workspace=workspace)
assert_type(merging, Merging)
assert_type(merging.is_whole, bool)
assert_type([one.place.shown for one in merging.told], list[str])

verified = verify("build/military.pdf", archive=workspace.archive, allowed_signers="signers")
assert_type(verified, Verified)
assert_type(verified.holds, bool)
assert_type(verified.state, Literal["consistent", "unproved", "differs", "unreadable"])

try:
    build("briefs/military.md")
except BriefError as error:
    assert_type(error.diagnostics, tuple[Diagnostic, ...])

# What cannot be meant is refused before it runs: mypy tells of an `ignore` that is not needed.
build("briefs/military.md", formats="pdf")  # type: ignore[arg-type]
build("briefs/military.md", pdf_variant="a-1b")  # type: ignore[arg-type]
build(workspace, "briefs/military.md")  # type: ignore[call-arg, arg-type]
check(library)  # type: ignore[arg-type]
publish("briefs/military.md")  # type: ignore[call-arg]
publish("briefs/military.md", message="Again", amendment="big")  # type: ignore[arg-type]
publish("briefs/military.md", message="Again", workspace=library)  # type: ignore[arg-type]
verify(b"%PDF-1.7")  # type: ignore[arg-type]
built.slug = "another"  # type: ignore[misc]
