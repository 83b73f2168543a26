"""LibreOffice at work on finished files: opened, a word replaced or changes settled, saved."""

from __future__ import annotations

import subprocess
from pathlib import Path

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Editing"
 script:language="StarBasic">
Sub Change(source As String, target As String, before As String, after As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  file = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  search = file.createReplaceDescriptor()
  search.SearchString = before
  search.ReplaceString = after
  file.replaceAll(search)
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  file.storeToURL(ConvertToURL(target), form())
  file.close(True)
End Sub
Sub Settle(sources As String, targets As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  before = Split(sources, "|")
  after = Split(targets, "|")
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  For place = 0 To UBound(before)
    file = StarDesktop.loadComponentFromURL(ConvertToURL(before(place)), "_blank", 0, hidden())
    frame = file.CurrentController.Frame
    dispatcher.executeDispatch(frame, ".uno:" + command, "", 0, Array())
    file.storeToURL(ConvertToURL(after(place)), form())
    file.close(True)
  Next
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Editing"/>
</library:library>
"""


class Office:
    """LibreOffice with a profile of its own in a folder."""

    def __init__(self, soffice: str, folder: Path) -> None:
        self._profile = folder / "profile"
        self._command = [
            soffice, f"-env:UserInstallation={self._profile.as_uri()}", "--headless",
        ]  # fmt: skip

    def save_again(self, files: list[Path], folder: Path, kind: str = "docx") -> list[Path]:
        """Open files and save them in another folder, as Word files or as another kind."""
        self._run("--convert-to", kind, "--outdir", str(folder), *map(str, files))
        return [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]

    def replace_word(self, source: Path, target: Path, old: str, new: str) -> None:
        """Replace words wherever they stand, as a person would by the menu."""
        self._call("Change", str(source), str(target), old, new)

    def settle(self, files: list[Path], folder: Path, *, accept: bool) -> list[Path]:
        """Accept or reject all tracked changes of files, and save these in another folder."""
        targets = [folder / file.name for file in files]
        command = "AcceptAllTrackedChanges" if accept else "RejectAllTrackedChanges"
        self._call("Settle", "|".join(map(str, files)), "|".join(map(str, targets)), command)
        return targets

    def _call(self, name: str, *arguments: str) -> None:
        # A profile's first start writes its library of macros anew: ours comes behind that.
        basic = self._profile / "user/basic/Standard"
        if not basic.is_dir():
            self._run("--terminate_after_init")
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Editing.xba").write_text(_MODULE, encoding="utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        given = ",".join(f'"{each}"' for each in arguments)
        self._run(f"macro:///Standard.Editing.{name}({given})")

    def _run(self, *arguments: str) -> None:
        subprocess.run([*self._command, *arguments], check=True, capture_output=True, timeout=300)
