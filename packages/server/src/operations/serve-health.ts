import type { Application } from "express";

import type { ServerContext } from "../server-context.ts";
import { LIVE_PATH, READY_PATH, UNAVAILABLE } from "./health-paths.ts";
import { health } from "./health.ts";
import { notReadyBecause, type Services } from "./readiness.ts";

/**
 * Serves `/health` for people and dashboards, `/health/live` for whatever restarts a process that hangs, and
 * `/health/ready` for load balancers: 503 with the reasons while new players should go elsewhere.
 */
export function serveHealth(app: Application, context: ServerContext, services: Services): void {
  app.get("/health", (_request, response) => {
    response.json(health(context, services));
  });
  app.get(LIVE_PATH, (_request, response) => {
    response.json({ ok: true });
  });
  app.get(READY_PATH, (_request, response) => {
    const reasons = notReadyBecause(context, services);
    response.status(reasons.length > 0 ? UNAVAILABLE : 200).json({ ok: reasons.length === 0, reasons });
  });
}
