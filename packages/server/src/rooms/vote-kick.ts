import { limitKey } from "@fray/netcode/server";

import { refusal, type Refusal } from "../network/messages.ts";
import { areSamePerson } from "../sessions/identities.ts";
import type { Session } from "../sessions/session.ts";

/** How long a vote waits for others to join in, in ms. */
export const VOTE_MS = 60_000;
/** How long a person waits after starting a vote before the next, in ms. */
export const REST_MS = 120_000;
/** Fewer people can't outvote anybody. */
const LEAST_PEOPLE = 3;
const LEAST_VOTES = 2;

type Voter = Pick<Session, "joiner" | "roster">;

interface Vote {
  readonly voters: Set<Voter["roster"]>;
  readonly endsAt: number;
}

interface Surroundings {
  /** Yields all members of the room. */
  readonly members: () => Iterable<Voter>;
  /** Whether a person is the owner of the room, whom nobody can vote out. */
  readonly isOwner: (person: Voter) => boolean;
  readonly remove: (person: Voter) => void;
  /** Tells everybody how a vote stands. */
  readonly announce: (text: string) => void;
}

const NO_SUCH_MEMBER = refusal("notAllowed", "No member of the room has that number.");
const NOT_YOURSELF = refusal("notAllowed", "You can't do that to yourself.");
const NO_BOTS = refusal("notAllowed", "Only people can be voted out.");
const NOT_THE_OWNER = refusal("notAllowed", "This room belongs to that person.");
const TOO_FEW = refusal("notAllowed", "A vote needs at least three people.");
const HAS_VOTED = refusal("notAllowed", "You have voted already.");
const RESTS = refusal("tooFast", "You have just started a vote. Wait two minutes.");

/**
 * Lets people remove somebody until the next round, by the votes of more than half of the others. An address has one
 * vote, so that nobody outvotes a room with several tabs, unless all people share an address, as at a school.
 */
export class VoteKick {
  readonly #room: Surroundings;
  readonly #votes = new Map<Voter["roster"], Vote>();
  readonly #startedAt = new Map<string, number>();

  constructor(room: Surroundings) {
    this.#room = room;
  }

  /** Counts a vote to remove `target` at `now` in ms. Returns why it does not count. */
  vote(voter: Voter, target: Voter | undefined, now: number): Refusal | undefined {
    if (!target) return NO_SUCH_MEMBER;
    if (target.roster.bot) return NO_BOTS;
    if (areSamePerson(voter, target)) return NOT_YOURSELF;
    if (this.#room.isOwner(target)) return NOT_THE_OWNER;
    const people = Array.from(this.#room.members()).filter(({ roster }) => !roster.bot);
    if (voter.roster.bot || people.length < LEAST_PEOPLE) return TOO_FEW;
    const keyOf = keysFor(people);
    const open = this.#openVote(target, now) ?? this.#start(keyOf(voter), now);
    if (!open) return RESTS;
    if (open.voters.has(voter.roster)) return HAS_VOTED;
    this.#votes.set(target.roster, open);
    open.voters.add(voter.roster);
    const others = people.filter((person) => !areSamePerson(person, target));
    const votes = countKeys(others.filter(({ roster }) => open.voters.has(roster)).map(keyOf));
    const needed = Math.max(LEAST_VOTES, Math.floor(countKeys(others.map(keyOf)) / 2) + 1);
    this.#room.announce(
      `${voter.roster.name} votes to remove ${target.roster.name}: ${votes} of ${needed}. To join in: menu, People.`,
    );
    if (votes < needed) return undefined;
    this.#votes.delete(target.roster);
    this.#room.remove(target);
    return undefined;
  }

  #openVote(target: Voter, now: number): Vote | undefined {
    for (const [roster, { endsAt }] of this.#votes) if (endsAt <= now) this.#votes.delete(roster);
    return this.#votes.get(target.roster);
  }

  #start(key: string, now: number): Vote | undefined {
    for (const [other, at] of this.#startedAt) if (at + REST_MS <= now) this.#startedAt.delete(other);
    if (this.#startedAt.has(key)) return undefined;
    this.#startedAt.set(key, now);
    return { voters: new Set(), endsAt: now + VOTE_MS };
  }
}

/** Returns the function that tells whose vote it is: that of an address, or of a person where all share one. */
function keysFor(people: readonly Voter[]): (person: Voter) => string {
  const addressOf = ({ joiner }: Voter): string => limitKey(joiner.address);
  return countKeys(people.map(addressOf)) > 1 ? addressOf : ({ roster }) => roster.playerId;
}

const countKeys = (keys: readonly string[]): number => new Set(keys).size;
