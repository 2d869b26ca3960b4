"""Bytes to values and back, and the state that patches change, as docs/protocol.md describes them."""

import io, struct
from math import floor, pi

NUMBERS = "fdBHIQbhiq"  # the formats of the numbers that begin with the bytes 0xca to 0xd3
LONG = {0xD9: "B", 0xDA: "H", 0xDB: "I", 0xDC: "H", 0xDD: "I", 0xDE: "H", 0xDF: "I"}  # texts, arrays, maps
PLAIN = {"boolean": "?", "uint8": "B", "uint16": "H", "uint32": "I", "float64": "d"}
SWITCH, ADD, DELETE, CLEAR, DELETE_OBJECT = 255, 0x80, 0x40, 10, 33


class Reader(io.BytesIO):
    """Reads values from bytes, one after the other. Numbers are little-endian, except in MessagePack."""

    def take(self, form, order="<"):
        return struct.unpack(order + form, self.read(struct.calcsize(order + form)))[0]

    def number(self, order="<"):
        head = self.take("B")
        return head if head < 0x80 else head - 0x100 if head >= 0xE0 else self.take(NUMBERS[head - 0xCA], order)

    def string(self, order="<"):
        head = self.take("B")
        return self.read(self.take(LONG[head], order) if head in LONG else head & 0x1F).decode()

    def value(self):
        """Reads a MessagePack value."""
        head = self.take("B")
        if head in (0xC0, 0xC2, 0xC3):
            return {0xC0: None, 0xC2: False, 0xC3: True}[head]
        kind = head & 0xF0 if head < 0xA0 else {0xDC: 0x90, 0xDD: 0x90, 0xDE: 0x80, 0xDF: 0x80}.get(head)
        if kind not in (0x80, 0x90):
            self.seek(-1, io.SEEK_CUR)
            return self.string(">") if 0xA0 <= head < 0xC0 or head in LONG else self.number(">")
        length = self.take(LONG[head], ">") if head in LONG else head & 0x0F
        items = [self.value() if kind == 0x90 else (self.value(), self.value()) for _ in range(length)]
        return items if kind == 0x90 else dict(items)


class Quantized:
    """A number that is sent as one of the steps from `low` to `high`."""

    def __init__(self, low, high, bits, wraps):
        self.low, self.extent, self.wraps, self.form = low, high - low, wraps, {8: "B", 16: "H", 32: "I"}[bits]
        self.span = 2**bits - (0 if wraps else 2 if low == -high else 1)

    def read(self, reader):
        return self.low + reader.take(self.form) / self.span * self.extent

    def steps(self, value):
        if self.wraps:
            return floor((value - self.low) % self.extent / self.extent * self.span + 0.5) % self.span
        return min(max(floor((value - self.low) / self.extent * self.span + 0.5), 0), self.span)


class Node(dict):
    """An object of the state: the values of a struct by field, of a map by key, of an array by index."""

    def __init__(self, number, kind, contains):
        self.number, self.kind, self.contains, self.names = number, kind, contains, {}

    def close_gaps(self):
        if self.kind == "array":
            self.update(enumerate([self.pop(index) for index in sorted(self)]))

    def all(self):
        return [self, *(node for child in self.values() if isinstance(child, Node) for node in child.all())]


class State:
    """Objects that hang on a root. A field is a name and a type: a function, or the kind of object and its content."""

    def __init__(self, types, root_type):
        self.types, self.root_type = types, root_type
        self.reset()

    def reset(self):
        self.root = Node(0, "struct", self.root_type)
        self.nodes = {0: self.root}
        return self.root

    def patch(self, reader, is_full=False):
        node = self.reset() if is_full else self.root
        while head := reader.read(1):
            if head[0] == SWITCH:
                node.close_gaps()
                node = self.nodes[reader.number()]
            else:
                self.change(node, head[0], reader)
        node.close_gaps()
        self.nodes = {each.number: each for each in self.root.all()}

    def change(self, node, head, reader):
        if node.kind == "struct":
            key, contains = self.types[node.contains][head & 0x3F]
            head &= 0xC0
        elif head == CLEAR:
            return node.clear()
        else:
            key, contains = reader.number(), node.contains
            if head == DELETE_OBJECT:
                head, key = DELETE, next((index for index in node if node[index].number == key), None)
            elif node.kind == "map":
                node.names[key] = key = reader.string() if head & ADD else node.names[key]
        if head == DELETE:
            node.pop(key, None)
        elif callable(contains):
            node[key] = contains(reader)
        else:
            node[key] = self.nodes.setdefault(number := reader.number(), Node(number, *contains))

    @classmethod
    def of_reflection(cls, data):
        """The empty state of the types that a reflection lists."""
        number, text, float64, uint8 = map(plain, ["number", "string", "float64", "uint8"])
        reflection = cls([
            [("types", ("array", ("struct", 1))), ("root", number)],
            [("id", number), ("extends", number), ("fields", ("array", ("struct", 2)))],
            [("name", text), ("type", text), ("refers", number), ("child", text), ("quantized", ("struct", 3))],
            [("low", float64), ("high", float64), ("bits", uint8), ("wraps", uint8)],
        ], 0)
        reflection.patch(Reader(data))
        fields = {each["id"]: each["fields"].values() for each in reflection.root["types"].values()}
        types = {number: [(field["name"], type_of(field)) for field in each] for number, each in fields.items()}
        return cls(types, reflection.root.get("root", 0))


def type_of(field):
    if "refers" not in field:
        return Quantized(**field["quantized"]).read if "quantized" in field else plain(field["type"])
    child = plain(field["child"]) if "child" in field else ("struct", field["refers"])
    return child if field["type"] == "ref" else (field["type"], child)


def plain(name):
    methods = {"string": Reader.string, "number": Reader.number}
    return methods[name] if name in methods else lambda reader: reader.take(PLAIN[name])


def packed(value):
    """A MessagePack value: a map of up to 15 entries, a text, a boolean or a number."""
    if isinstance(value, dict):
        return bytes([0x80 + len(value)]) + b"".join(packed(part) for pair in value.items() for part in pair)
    if isinstance(value, str):
        return struct.pack(">BH", 0xDA, len(value.encode())) + value.encode()
    return bytes([0xC2 + value]) if isinstance(value, bool) else struct.pack(">Bd", 0xCB, value)


def input_frame(move_x, move_y, aim, buttons, view_time_change):
    axis, angle = Quantized(-1, 1, 8, False), Quantized(0, 2 * pi, 16, True)
    fields = 0x80, axis.steps(move_x), 0x81, axis.steps(move_y), 0x82, angle.steps(aim), 0x83, buttons
    return struct.pack("<BBiBBBBBHBB", 0x93, 0xD2, view_time_change, *fields)
