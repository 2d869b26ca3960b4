"""Reads the test vectors with the example client in Python: python3 vectors.py <client's folder> <vectors' folder>."""

import json
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from wire import Node, Quantized, Reader, State, input_frame, packed  # noqa: E402


def load(name):
    with open(f"{sys.argv[2]}/{name}.json", encoding="utf-8") as file:
        return json.load(file)


def read(text):
    return Reader(bytes.fromhex(text))


def check(about, got, expected):
    if got != expected:
        sys.exit(f"{about}: read {got!r} instead of {expected!r}")


def plain(value):
    if not isinstance(value, Node):
        return value
    if value.kind == "array":
        return [plain(value[index]) for index in range(len(value))]
    return {key: plain(child) for key, child in value.items()}


values = load("values")
for vector in values["numbers"]:
    check("number", read(vector["bytes"]).number(), vector["value"])
for vector in values["texts"]:
    check("string", read(vector["bytes"]).string(), vector["value"])

for scale in load("quantizer"):
    quantized = Quantized(scale["min"], scale["max"], scale["bits"], scale["mode"] == 1)
    for vector in scale["samples"]:
        check("quantized value", quantized.read(read(vector["bytes"])), vector["read"])
        steps = quantized.steps(vector["value"]).to_bytes(scale["bits"] // 8, "little")
        check("steps", steps.hex(), vector["bytes"])

for direction in load("messages").values():
    for vector in direction:
        frame = read(vector["frame"])
        check("message", [frame.take("B"), frame.string(), frame.value()], [13, vector["type"], vector["message"]])
for vector in load("messages")["fromClient"]:
    check("own message", Reader(packed(vector["message"])).value(), vector["message"])

views = load("views")
state = State.of_reflection(bytes.fromhex(views["reflection"]))
for step in views["steps"]:
    for frame in map(read, step["frames"]):
        state.patch(frame, frame.read(9)[0] & 0x1F == 14)
    check(step["about"], plain(state.root), step["state"])

for vector in load("inputs"):
    wanted = vector["input"]
    frame = input_frame(wanted["moveX"], wanted["moveY"], wanted["aim"], wanted["buttons"], 1_000_000)
    check("view time", Reader(frame[1:]).number(), 1_000_000)
    # The fields are the same as in a frame that leaves out the view time.
    check("input", frame[-9:].hex(), vector["whole"][-18:])

print("ok")
