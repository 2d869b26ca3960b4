import type { Random } from "@fray/netcode/core";
import { MODES } from "@fray/shared-state/match/modes";
import type { MatchState } from "@fray/shared-state/schema/match-state";

import { refusal, type Refusal } from "../network/messages.ts";
import type { RoundPlan } from "./rotation.ts";

/** How many rounds of the rotation can be chosen from, with the next one and without the rematch. */
const MAX_NEW_ROUNDS = 3;

export interface Voter {
  /** The entry in the roster, by which the ballot knows that the voter is still there. */
  readonly roster: { readonly bot: boolean };
  /** Identities that mark the same person in several tabs. */
  readonly identities: readonly string[];
}

interface Vote {
  readonly voter: Voter;
  /** Index in the ballot. */
  readonly choice: number;
}

const CLOSED = refusal("notAllowed", "There is no vote on that round.");
const NO_SUCH_CHOICE = refusal("notAllowed", "That round is not up for the vote.");
const NO_BOTS = refusal("notAllowed", "Only people vote on the next round.");

/**
 * The vote of people on the next round while results are shown. Without votes the rotation goes on. A tie is broken by
 * an order that is drawn when the vote opens, so that what is shown as the next round is what comes.
 */
export class Ballot {
  readonly #match: MatchState;
  readonly #isPresent: (voter: Voter) => boolean;
  /** Indexes in the rotation; empty while there is no vote. */
  #options: readonly number[] = [];
  /** The rank of each option among those with as many votes, the lowest first. */
  #ranks: readonly number[] = [];
  #votes: Vote[] = [];

  constructor(match: MatchState, isPresent: (voter: Voter) => boolean) {
    this.#match = match;
    this.#isPresent = isPresent;
  }

  /** Opens the vote after the round at index `turn`. There is none where every round is the same. */
  open(rotation: readonly RoundPlan[], turn: number, random: Random): void {
    const current = turn % rotation.length;
    const next = (turn + 1) % rotation.length;
    const all = [next, ...shuffled([...rotation.keys()], random)].filter((index) => !isSame(rotation, index, current));
    const others = all.filter((index, at) => all.findIndex((other) => isSame(rotation, other, index)) === at);
    const isRepeated = isSame(rotation, next, current);
    this.#options = others.length === 0 ? [] : [...others.slice(0, MAX_NEW_ROUNDS), current];
    // A rotation may have the same round twice in a row. Without votes it is played again.
    if (isRepeated && others.length > 0) this.#options = [current, ...others.slice(0, MAX_NEW_ROUNDS)];
    const order = shuffled([...this.#options.keys()], random);
    this.#ranks = this.#options.map((_, index) => order.indexOf(index));
    this.#votes = [];
    this.#match.ballot.splice(0, this.#match.ballot.length, ...this.#options);
    this.recount(rotation);
  }

  /** Ends the vote, and returns the index of the chosen round in the rotation; undefined if there was no vote. */
  close(): number | undefined {
    const chosen = this.#options[this.#leader()];
    this.#options = [];
    this.#votes = [];
    this.#match.ballot.splice(0);
    this.#match.votes.splice(0);
    return chosen;
  }

  /** Counts a person's vote instead of the one before. `round` is the number of the round that has ended. */
  vote(voter: Voter, round: number, choice: number): Refusal | undefined {
    if (voter.roster.bot) return NO_BOTS;
    if (this.#options.length === 0 || round !== this.#match.round) return CLOSED;
    if (this.#options[choice] === undefined) return NO_SUCH_CHOICE;
    this.#votes = [...this.#votes.filter((vote) => !areSame(vote.voter, voter)), { voter, choice }];
    return undefined;
  }

  /** Counts the votes of those who are still there, and announces what would be played next. */
  recount(rotation: readonly RoundPlan[]): void {
    if (this.#options.length === 0) return;
    this.#votes = this.#votes.filter(({ voter }) => this.#isPresent(voter));
    const counts = this.#counts();
    const { votes } = this.#match;
    if (counts.some((count, index) => votes[index] !== count)) votes.splice(0, votes.length, ...counts);
    const plan = rotation[this.#options[this.#leader()] ?? 0];
    if (!plan) return;
    this.#match.nextMap = plan.arena.name;
    this.#match.nextMode = MODES.indexOf(plan.mode);
  }

  #counts(): number[] {
    return this.#options.map((_, index) => this.#votes.filter(({ choice }) => choice === index).length);
  }

  /** Index of the option that would be played now. */
  #leader(): number {
    const counts = this.#counts();
    const most = Math.max(0, ...counts);
    if (most === 0) return 0;
    const first = counts.map((count, index) => (count === most ? (this.#ranks[index] ?? 0) : Infinity));
    return first.indexOf(Math.min(...first));
  }
}

const areSame = (one: Voter, other: Voter): boolean =>
  one.roster === other.roster || one.identities.some((identity) => other.identities.includes(identity));

function isSame(rotation: readonly RoundPlan[], one: number, other: number): boolean {
  const [a, b] = [rotation[one], rotation[other]];
  return a?.arena.name === b?.arena.name && a?.mode === b?.mode;
}

/** Fisher and Yates. */
function shuffled(items: readonly number[], random: Random): number[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [order[last], order[other]];
    if (a !== undefined && b !== undefined) [order[last], order[other]] = [b, a];
  }
  return order;
}
