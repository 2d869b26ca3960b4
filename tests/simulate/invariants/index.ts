import { backToZero } from "./back-to-zero.ts";
import { bodiesHavePlayers } from "./bodies-have-players.ts";
import { exactPrediction } from "./exact-prediction.ts";
import { filesWhole } from "./files-whole.ts";
import { honestDistance } from "./honest-distance.ts";
import { inputsAccounted } from "./inputs-accounted.ts";
import type { Invariant } from "./invariant.ts";
import { leavingNeverPays } from "./leaving-never-pays.ts";
import { nearIsShown } from "./near-is-shown.ts";
import { noSecrets } from "./no-secrets.ts";
import { nodesAreLeft } from "./nodes-are-left.ts";
import { nothingHidden } from "./nothing-hidden.ts";
import { privateStaysPrivate } from "./private-stays-private.ts";
import { roomsAreFound } from "./rooms-are-found.ts";
import { roomsMoveWhole } from "./rooms-move-whole.ts";
import { roundsKept } from "./rounds-kept.ts";
import { sameRound } from "./same-round.ts";
import { sameState } from "./same-state.ts";
import { scoresAddUp } from "./scores-add-up.ts";
import { serviceRecovers } from "./service-recovers.ts";
import { stepsEarned } from "./steps-earned.ts";

/** Everything that must hold in every life. A new invariant is a file and a line here. */
export const INVARIANTS: readonly Invariant[] = [
  sameState,
  sameRound,
  nothingHidden,
  inputsAccounted,
  stepsEarned,
  honestDistance,
  scoresAddUp,
  roundsKept,
  filesWhole,
  leavingNeverPays,
  exactPrediction,
  noSecrets,
  bodiesHavePlayers,
  nearIsShown,
  serviceRecovers,
  privateStaysPrivate,
  roomsAreFound,
  roomsMoveWhole,
  nodesAreLeft,
  backToZero,
];
