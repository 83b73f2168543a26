"""Reading a new file back as its readers will, before it is stored."""

from __future__ import annotations

from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose
from generator.proof.verify import Mismatch, Verdict, verify_bytes


def not_read_back(data: bytes, file: str, source: str) -> tuple[Diagnostic, ...]:
    """A finding if a finished file made from `source` does not say what was written.

    That is a fault of this program, not of the author.
    """
    try:
        said = _first_fault(verify_bytes(data, file))
    except BriefError as error:
        said = error.diagnostics[0].message
    if not said:
        return ()
    message = f"{file} does not read back as it was written: {said}"
    hint = (
        "this is a fault of `brief` and not of yours, and nothing is stored; send its makers "
        f"{source}, this message and what `brief --version` says"
    )
    return (diagnose(codes.NOT_READ_BACK, message, Span.at(file), hint=hint),)


def _first_fault(verdict: Verdict) -> str:
    if verdict.findings:
        return verdict.findings[0].message
    return _told_difference(verdict.differences[0]) if verdict.differences else ""


def _told_difference(one: Mismatch) -> str:
    if one.said:
        return one.said
    return f"{one.place} says “{one.after}” where “{one.before}” was written"
