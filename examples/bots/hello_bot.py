"""npm run bots -- --exec "python3 examples/bots/hello_bot.py" --count 1

Reads an observation a line and answers each with an action: see docs/bots.md. Print to stderr to debug, never to stdout.
"""

import json
import math
import sys


def lead(me, enemy, latency, weapon):
    """Where to aim, in radians, so that a shot meets an enemy that goes on as it is going."""
    time = math.hypot(enemy["x"] - me["x"], enemy["y"] - me["y"]) / weapon["speed"] + latency
    return math.atan2(enemy["y"] + enemy["vy"] * time - me["y"], enemy["x"] + enemy["vx"] * time - me["x"])


def decide(hello, seen):
    me = seen["self"]
    if me is None or not me["alive"]:
        return {}
    distance = lambda place: math.hypot(place["x"] - me["x"], place["y"] - me["y"])
    side = 1 if math.sin(seen["time"] * 3) > 0 else -1
    enemies = [body for body in seen["bodies"] if body["enemy"]]
    in_sight = [body for body in enemies if body["inSight"]]
    if in_sight:
        enemy = min(in_sight, key=distance)
        aim = lead(me, enemy, seen["latency"], hello["rules"]["weapons"]["pulse"])
        move = {"moveX": -math.sin(aim) * side, "moveY": math.cos(aim) * side}
        # The replay of a ladder shows this to those who follow the bot.
        mark = {"x": enemy["x"], "y": enemy["y"], "text": "target"}
        return {**move, "aim": aim, "fire": not enemy["shielded"], "mark": mark}
    # Nobody in sight: to somebody behind a wall, or from spawn to spawn, now and then aside to get past what is in the way.
    spawns = hello["map"]["spawns"]
    goal = min(enemies, key=distance, default=spawns[int(seen["time"] / 4) % len(spawns)])
    angle = math.atan2(goal["y"] - me["y"], goal["x"] - me["x"]) + side * 0.9
    return {"moveX": math.cos(angle), "moveY": math.sin(angle), "reload": me["ammo"] < 8}


hello = None
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        hello = message
    elif message["type"] == "observation":
        print(json.dumps({"tick": message["tick"], **decide(hello, message)}), flush=True)
