from __future__ import annotations

import shutil

from generator.theme.font_files import font_families
from tests.conftest import REPOSITORY

FONTS = REPOSITORY / "templates/fonts"


def test_families_are_known_by_the_names_in_their_files():
    families = font_families(FONTS)

    assert families["source serif 4"].name == "Source Serif 4"
    assert families["source serif 4"].faces == {
        "regular": "SourceSerif4-Regular.ttf",
        "italic": "SourceSerif4-It.ttf",
        "bold": "SourceSerif4-Bold.ttf",
        "bold_italic": "SourceSerif4-BoldIt.ttf",
    }


def test_a_face_that_a_family_lacks_is_shown_in_another(tmp_path):
    shutil.copy(FONTS / "NotoSansMono-Regular.ttf", tmp_path)
    shutil.copy(FONTS / "SourceSans3-Bold.ttf", tmp_path)
    (tmp_path / "damaged.ttf").write_bytes(b"\0\1\0\0 no font")

    families = font_families(tmp_path)

    assert set(families) == {"noto sans mono"}
    assert set(families["noto sans mono"].faces.values()) == {"NotoSansMono-Regular.ttf"}
