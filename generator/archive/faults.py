"""What a validator may find in an OCFL object or storage root, by the codes of the standard."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path

from msgspec import Struct


class OcflCode(Enum):
    """The validation codes of OCFL 1.1 that a file tree can break, and the rule of each."""

    E001 = "an object's root holds only what the standard names"
    E003 = "an object has exactly one version declaration"
    E004 = "a declaration names a version of the standard that there is"
    E005 = "a declaration's name begins with `0=`"
    E006 = "a declaration's name goes on with `ocfl_object_`"
    E007 = "a declaration repeats its own name behind `0=`, and a newline"
    E008 = "an object has at least one version"
    E009 = "versions begin at 1"
    E010 = "versions have no gaps"
    E011 = "padded version numbers begin with v0"
    E012 = "version numbers are all padded alike, or not at all"
    E015 = "a version folder holds no files but its inventory and the digest of that"
    E017 = "`contentDirectory` has no slash"
    E018 = "`contentDirectory` is neither . nor .."
    E019 = "`contentDirectory` is set in the first version or never"
    E020 = "`contentDirectory` stays the same"
    E023 = "every content file is in the manifest, and every later manifest keeps it"
    E024 = "no empty folders among the content"
    E025 = "content is addressed by sha512 or sha256"
    E033 = "an inventory is JSON of the prescribed form"
    E036 = "an inventory has id, type, digestAlgorithm and head"
    E037 = "an id is a text, and not empty"
    E038 = "an inventory's type is that of its version of the standard"
    E040 = "head is the latest version"
    E041 = "an inventory has a manifest"
    E042 = "a content path lies in the content folder of one of the versions"
    E043 = "an inventory has versions"
    E044 = "`versions` is an object"
    E046 = "the version folders are those of the inventory"
    E047 = "each version is an object"
    E048 = "each version has `created` and `state`"
    E049 = "`created` is a time as in RFC 3339, to the second and with its zone"
    E050 = "a state maps digests of the manifest, spelt alike, to lists of paths"
    E052 = "a logical path has no element that is empty, . or .."
    E053 = "a logical path neither begins nor ends with a slash"
    E054 = "`user` is an object with a name"
    E056 = "fixity digests are of known algorithms"
    E057 = "a fixity block has the form of a manifest and names its files"
    E058 = "each inventory has the file with its digest beside it"
    E059 = "the digest beside an inventory is by the inventory's algorithm"
    E060 = "an inventory has the digest that the file beside it says"
    E061 = "the file with an inventory's digest says the digest, space and `inventory.json`"
    E063 = "an object has an inventory at its root"
    E064 = "the root inventory is that of the latest version"
    E066 = "an earlier inventory tells the same of its versions as the root's"
    E067 = "`extensions` holds only folders"
    E069 = "a storage root has exactly one declaration of its version"
    E070 = "ocfl_layout.json has `extension` and `description`"
    E071 = "the layout of a storage root is a registered extension"
    E072 = "a folder of the storage hierarchy with files in it is an object"
    E073 = "no empty folders in the storage hierarchy"
    E080 = "a root's declaration repeats its own name behind `0=`, and a newline"
    E081 = "objects follow no later version of the standard than their root"
    E086 = "`extensions` of a storage root holds only folders"
    E090 = "no links"
    E092 = "content has the digest that the manifest says"
    E093 = "content has the digests that the fixity block says"
    E094 = "`message` is a text"
    E095 = "logical paths of a version do not clash"
    E096 = "a digest stands once in the manifest"
    E097 = "a digest stands once in a fixity block"
    E099 = "a content path has no element that is empty, . or .."
    E100 = "a content path neither begins nor ends with a slash"
    E101 = "content paths do not clash"
    E102 = "an inventory has no keys but those of the standard"
    E103 = "later versions follow the same version of the standard, or a later one"
    E106 = "`manifest` is an object of lists"
    E107 = "every digest of the manifest is used by a version"
    E110 = "an object's id never changes"
    E111 = "`fixity` is an object"
    W001 = "version numbers are not padded"
    W002 = "a version folder holds no folder but that of its content"
    W003 = "no content folder where there is no content"
    W004 = "content is addressed by sha512"
    W005 = "an id is a URI"
    W007 = "each version has `message` and `user`"
    W008 = "a user has an address"
    W009 = "a user's address is a URI"
    W010 = "each version folder has its inventory"
    W011 = "what is said of a version stays the same"
    W013 = "extensions of an object are registered"
    W016 = "extensions of a storage root are registered"
    UNREAD = "all of it can be read, which the standard takes for granted"
    LEDGER = "the archive holds what its ledger says, of which the standard knows nothing"

    @property
    def is_error(self) -> bool:
        return not self.name.startswith("W")


class OcflFault(Struct, frozen=True):
    """A rule that was broken: `path` is relative to what was validated.

    `expected` and `actual` are digests where those differ, else empty.
    """

    code: OcflCode
    message: str
    path: str = ""
    expected: str = ""
    actual: str = ""


def readable(faults: Iterable[OcflFault], root: Path) -> Iterator[OcflFault]:
    """The faults; where something cannot be read, that is the last of them.

    So one file that the system refuses hides nothing but itself. `root` is what is validated.
    """
    try:
        yield from faults
    except OSError as error:
        path = os.path.relpath(error.filename, root) if error.filename else ""
        shown = "" if path == "." else Path(path).as_posix()
        yield OcflFault(OcflCode.UNREAD, f"cannot be read: {error.strerror or error}", shown)
