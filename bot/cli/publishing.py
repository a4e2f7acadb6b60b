"""``ots page``: what is written for others to read."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ConfigError

from .parts import FOUND, chosen_responder, command, path

if TYPE_CHECKING:
    from .parts import Commands, path


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    page = command(commands, "page", _page, "write the source as a site that marks every proven passage")
    page.add_argument("directory", metavar="DIR", type=path, help="where to; files of the site are replaced")
    page.epilog = "for example: ots page site"


def _page(options: argparse.Namespace) -> int:
    from ..page.site import Site
    from ..variables import public_url

    directory: Path = options.directory
    if directory.exists() and not directory.is_dir():
        raise ConfigError(f"{str(directory)!r} is a file: name a directory for the site")
    responder = chosen_responder(options)
    version, public = responder.knowledge.version, public_url(os.environ)
    written = Site(responder, version=version, public=public, in_folder=True).write(directory)
    print(f"wrote {written} pages: open {directory / 'index.html'}")
    return FOUND
