"""A bot in Python that knows Fray only by docs/protocol.md. It needs the package `websockets`."""

import argparse, asyncio, contextlib, json, math, random, urllib.error, urllib.request
import websockets
from wire import Reader, State, input_frame, packed

JOIN, ERROR, LEAVE, MESSAGE, FULL_STATE, PATCH, TIMED, FIRE_BOTH = 10, 11, 12, 13, 14, 15, 0x80, 1 | 8


class Bot:
    def __init__(self, url, name, room):
        target = f"joinById/{room}" if room else "joinOrCreate/arena"
        options, headers = {"name": name, "bot": True}, {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{url}/matchmake/{target}", json.dumps(options).encode(), headers)
        try:
            self.seat = seat = json.load(urllib.request.urlopen(request))
        except urllib.error.HTTPError as refusal:
            raise SystemExit(f"refused: {refusal.read().decode()}") from None
        scheme, here = url.replace("http", "ws", 1).split("://")
        place = f"{seat.get('publicAddress', here)}/{seat['processId']}/{seat['roomId']}"
        self.address = f"{scheme}://{place}?sessionId={seat['sessionId']}"
        self.token, self.me, self.place, self.heading = "", {}, None, 0.0
        self.report = {"joins": 0, "steps": 0, "shots": 0, "hits": 0, "kills": 0, "heard": []}

    async def play(self, steps, cut):
        """Plays so many steps. After `cut` steps it breaks its connection, and returns on a new one."""
        self.steps, self.cut = steps, cut
        for _attempt in range(60):
            with contextlib.suppress(OSError, websockets.WebSocketException):
                async with websockets.connect(self.address + self.token, max_size=None) as self.socket:
                    async for frame in self.socket:
                        await self.read(Reader(frame))
            if self.socket.close_code not in (1001, 1005, 1006, 4010):
                break
            await asyncio.sleep(0.5)
        return {**self.report, "code": self.socket.close_code}

    async def read(self, reader):
        code = (head := reader.take("B")) & 0x1F
        if head & TIMED:
            self.now, _processed = reader.take("I"), reader.take("I")
        if code == JOIN:
            self.token = f"&reconnectionToken={reader.read(reader.take('B')).decode()}"
            _encoding = reader.read(reader.take("B"))
            self.state = State.of_reflection(reader.read(reader.number()))
            self.view_time, self.due, self.report["joins"] = 0, 0, self.report["joins"] + 1
            await self.socket.send(bytes([JOIN]))
            await self.socket.send(b"\x0d\xa4chat" + packed({"text": "Hello from Python"}))
        elif code in (FULL_STATE, PATCH):
            self.state.patch(reader, code == FULL_STATE)
            await self.act()
        elif code == MESSAGE:
            self.hear(reader.string(), reader.value())
        elif code == ERROR:
            print("error", reader.number(), reader.string(), flush=True)

    def hear(self, kind, value):
        if kind == "chat":
            self.report["heard"].append(value["text"])
        elif kind == "events":
            for name, events, place in ("shots", "shots", 0), ("hits", "hits", 0), ("kills", "deaths", 1):
                self.report[name] += sum(event[place] == self.me.get("id") for event in value.get(events, []))

    async def act(self):
        """Sends an input for each step of server time that has passed, at 30 steps per second."""
        self.me = self.state.root["players"].get(self.seat["sessionId"], {})
        self.due = max(self.due, self.now - 100)
        while self.due <= self.now:
            await self.socket.send(input_frame(*self.choose(), self.now - self.view_time))
            self.view_time, self.due, self.report["steps"] = self.now, self.due + 1000 / 30, self.report["steps"] + 1
        if self.report["steps"] > self.steps:
            await self.socket.send(bytes([LEAVE]))
        elif self.report["steps"] > self.cut > 0:
            self.cut = 0
            self.socket.transport.abort()

    def choose(self):
        """Runs about, and fires at the nearest enemy that it is sent. Returns movement, aim and buttons."""
        me = self.me
        if not me.get("alive"):
            return 0, 0, 0, 0
        if self.place == (me["x"], me["y"]) or self.report["steps"] % 60 == 0:
            self.heading = random.uniform(0, 2 * math.pi)
        self.place = me["x"], me["y"]
        run = math.cos(self.heading), math.sin(self.heading)
        others = [each for each in self.state.root["players"].values() if each is not me and each["alive"]]
        enemies = [(each["x"], each["y"]) for each in others if me["team"] in (0, 3 - each["team"])]
        if not enemies:
            return *run, self.heading, 0
        x, y = min(enemies, key=lambda enemy: math.dist(enemy, self.place))
        return *run, math.atan2(y - me["y"], x - me["x"]), FIRE_BOTH


parser = argparse.ArgumentParser(description=__doc__)
for name, default in {"url": "http://localhost:2567", "name": "Python", "room": "", "steps": 1800, "cut": 0}.items():
    parser.add_argument(f"--{name}", default=default, type=type(default))
chosen = parser.parse_args()
print(json.dumps(asyncio.run(Bot(chosen.url, chosen.name, chosen.room).play(chosen.steps, chosen.cut))))
