# PyYAML, by its pure and by its C loader, behind the same protocol as yaml-oracle.mjs; for runs by hand where it is installed.
import json
import math
import sys

import yaml


def plain(value):
    """The JSON text of a value; what is no JSON value is an error that names it. Dicts keep keys as they were read."""
    if value is None or isinstance(value, (str, bool, int)):
        return json.dumps(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"not a JSON value: {value}")
        return json.dumps(value)
    if isinstance(value, list):
        return "[" + ",".join(plain(item) for item in value) + "]"
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise ValueError(f"not a JSON value: the key {type(key).__name__} {key}")
        return "{" + ",".join(json.dumps(key) + ":" + plain(member) for key, member in value.items()) + "}"
    raise ValueError(f"not a JSON value: {type(value).__name__} {value}")


def read(text, loader):
    try:
        return [plain(document) for document in yaml.load_all(text, Loader=loader)]
    except Exception as problem:  # What it is, is the answer.
        return {"error": (type(problem).__name__ + " " + str(problem)).split("\n")[0]}


sys.setrecursionlimit(20_000)
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
loaders = {"PyYAML": yaml.SafeLoader}
if hasattr(yaml, "CSafeLoader"):
    loaders["PyYAML, libyaml"] = yaml.CSafeLoader
for line in sys.stdin:
    texts = json.loads(line)["texts"]
    answer = {"readings": [{name: read(text, loader) for name, loader in loaders.items()} for text in texts]}
    print(json.dumps(answer), flush=True)
