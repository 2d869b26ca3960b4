import { schema, t, type Schema, type SchemaType } from "@colyseus/schema";

import { position, velocity } from "./quantized.ts";

/** View tag of the fields that only a body's owner receives: what others must not know, or do not need. */
export const OWNER_VIEW = 1;

/** A body in the arena. Clients receive it only while it is inside their interest. */
export const Player = schema(
  {
    /** Small number that stands for this player in events. */
    id: t.uint16().default(0),
    x: position().default(0),
    y: position().default(0),
    /** Radians clockwise from +x. */
    aim: t.angle().default(0),
    /** 0 in a free-for-all. */
    team: t.uint8().default(0),
    health: t.uint8().default(0),
    armour: t.uint8().default(0),
    alive: t.boolean().default(false),
    /** Just spawned, can't be hurt; ends early when firing. */
    shielded: t.boolean().default(false),
    /** Its shots do more harm for a while. */
    overdriven: t.boolean().default(false),
    /** Code of the special it carries, see `WEAPONS`. */
    special: t.uint8().default(0),
    /** Spawns so far, 1 again after 255; 0 before the first. When it moves, the body has teleported: never interpolate across it. */
    lives: t.uint8().default(0),
    /** Times it went through a teleporter, modulo 256. The same goes for it. */
    teleports: t.uint8().default(0),
    /** Steps until the rail that is being charged fires; everybody sees it coming. */
    railCharge: t.uint8().default(0),

    vx: velocity().default(0).view(OWNER_VIEW),
    vy: velocity().default(0).view(OWNER_VIEW),
    /** Steps of the current dash still to go. */
    dashSteps: t.uint8().default(0).view(OWNER_VIEW),
    /** Steps until the next dash. */
    dashCooldown: t.uint8().default(0).view(OWNER_VIEW),
    /** Steps until the next pulse. */
    fireCooldown: t.uint8().default(0).view(OWNER_VIEW),
    ammo: t.uint8().default(0).view(OWNER_VIEW),
    /** Steps of the current reload still to go. */
    reloadSteps: t.uint8().default(0).view(OWNER_VIEW),
    /** Rounds left for the special; the rail needs none. */
    specialAmmo: t.uint8().default(0).view(OWNER_VIEW),
    /** Steps until the special may fire again. */
    specialCooldown: t.uint8().default(0).view(OWNER_VIEW),
    /** Steps off the pad until a teleporter takes it again. */
    teleportCooldown: t.uint8().default(0).view(OWNER_VIEW),
    /** Tick at which a dead body respawns. */
    respawnTick: t.uint32().default(0).view(OWNER_VIEW),
    /** Inputs the server holds for this player but has not applied; the client steers its clock by it. */
    inputDepth: t.uint8().default(0).view(OWNER_VIEW),

    /** Tick of the last spawn: before it there was no such body to be seen. */
    spawnTick: t.uint32().default(0).noSync(),
    /** Tick at which the shield ends. */
    shieldTick: t.uint32().default(0).noSync(),
    /** Tick at which the Overdrive ends. */
    overdriveTick: t.uint32().default(0).noSync(),
    /** Tick of the last damage taken; healing starts a while after it. */
    hurtTick: t.uint32().default(0).noSync(),
    /** Tick of the last shot fired: it gives away who hides in a bush. */
    firedTick: t.uint32().default(0).noSync(),
    /** Tick of the last way through a teleporter. */
    teleportTick: t.uint32().default(0).noSync(),
  },
  "Player",
);
export type Player = SchemaType<typeof Player>;

/** The fields alone, whatever holds them. */
export type PlayerFields = Omit<Player, keyof Schema>;
