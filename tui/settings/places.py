"""Where files lie: what ships with the program, and what a person keeps."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def shipped(name: str) -> Path:
    """The folder `styles` or `seeds`: inside an installed package, at the top level of a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def config_folder() -> Path:
    """Where a person's settings and catalogue are: `IBID_CONFIG`, else where the platform has such files."""
    return _folder("IBID_CONFIG", "XDG_CONFIG_HOME", "config")


def data_folder() -> Path:
    """Where the library is: `IBID_DATA`, else where the platform has such files."""
    return _folder("IBID_DATA", "XDG_DATA_HOME", "data")


def _folder(own: str, standard: str, kind: str) -> Path:
    if told := os.environ.get(own):
        return Path(told)
    if (told := os.environ.get(standard)) and os.path.isabs(told):
        return Path(told) / "ibid"
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and os.path.isabs(home) and "ANDROID_ROOT" not in os.environ:
        # Most starts ask no more than this, and the library that knows other systems takes as long to load as a text.
        return Path(home, ".config" if kind == "config" else ".local/share", "ibid")
    import platformdirs

    found = platformdirs.user_config_path("ibid") if kind == "config" else platformdirs.user_data_path("ibid")
    return Path(found)


def seeds() -> dict[str, Path]:
    """The documents that ship, by their key, the edition first."""
    folder = shipped("seeds")
    return {"yuan2023": folder / "yuan-zhao-2023.md", "guide": folder / "guide.md"}


def seed_catalogue() -> Path:
    """The catalogue that ships."""
    return shipped("seeds") / "world-politics.toml"


def own_catalogue() -> Path:
    """The person's own catalogue, which may not be there."""
    return config_folder() / "concepts.toml"


def catalogues() -> tuple[Path, ...]:
    """The catalogue that ships, and the person's own where it is there."""
    own = own_catalogue()
    return (seed_catalogue(), own) if own.is_file() else (seed_catalogue(),)


def is_server(library: str) -> bool:
    """Whether a library is named that lies on a server."""
    return library.startswith(("postgresql://", "postgres://"))


def servers_folder() -> Path:
    """Where this host keeps what it has fetched of libraries on servers."""
    return data_folder() / "servers"


def library_file() -> Path:
    """The person's own library."""
    return data_folder() / "library.sqlite"
