import { ensureRules } from "./ensure-rules.ts";

await ensureRules();
