/** Bounds of what a reader accepts, so that a hostile file costs a bounded amount of memory and time. */

const KIB = 1024;
const MIB = 1024 * KIB;

export const MAX_FILE_BYTES = 128 * MIB;
export const MAX_HEADER_BYTES = 64 * KIB;
export const MAX_MAP_BYTES = 4 * MIB;
export const MAX_KEYFRAME_BYTES = 2 * MIB;
export const MAX_SEGMENT_BYTES = 16 * MIB;
export const MAX_CHUNKS = 200_000;
/** Largest number of members and of bodies in a keyframe, and of those that come later. A room has at most 1000. */
export const MAX_MEMBERS = 2000;
export const MAX_SHOTS = 20_000;
/** Largest number of commands in a tick for each body. A time bank never gives as many. */
export const MAX_COMMANDS_PER_BODY = 24;
/** Largest number of operations in a second: its steps, and what all members together can do. */
export const MAX_OPERATIONS = 10_000;
/** Largest number of commands in a second: 1000 bodies at 240 Hz have 240,000. */
export const MAX_COMMANDS = 500_000;
/** Longest recording in s: 4 hours. A room plays a round for 2 hours at most. */
export const MAX_SECONDS = 4 * 60 * 60;
/** Longest time from one keyframe to the next, in s. */
export const MAX_SEGMENT_SECONDS = 10;
/** Shortest time from one keyframe to the next, in s. */
export const MIN_SEGMENT_SECONDS = 5;
/** Every so many keyframes, one is stored without the one before as its dictionary, so that a seek reads few. */
export const KEYFRAMES_IN_A_ROW = 8;
/** Most steps of bodies and shots in a recording: 1000 bodies at 30 Hz for the 2 hours of the longest round, and shots. */
export const MAX_WORK = 400_000_000;

/**
 * Returns the seconds from one keyframe to the next, for a number of bodies. To seek means to step at most through this
 * time, which takes longer with many bodies.
 */
export const segmentSeconds = (bodies: number): number => (bodies > CROWD ? MIN_SEGMENT_SECONDS : MAX_SEGMENT_SECONDS);

const CROWD = 16;
