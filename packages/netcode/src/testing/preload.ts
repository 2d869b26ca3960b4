// The network's own WebSocket must be there before the SDK is loaded.
import "./virtual-web.ts";
// A client loads it when it needs it. Virtual time would pass meanwhile, more or less of it from run to run.
import "../client/transport/race.ts";
