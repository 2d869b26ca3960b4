import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A bot in Java that knows Fray only by docs/protocol.md. It needs nothing but the JDK:
 *
 * <pre>javac -d out *.java && java -cp out Bot --url http://localhost:2567 --steps 1800</pre>
 */
final class Bot implements WebSocket.Listener {
  private static final Set<Integer> MAY_RETURN = Set.of(1001, 1005, 1006, 4010);
  /** The server holds the body of a player who is gone for 30 s. */
  private static final int MAX_ATTEMPTS = 60;
  private static final long RETRY_MS = 500;
  private static final double STEP_MS = 1000.0 / 30;
  /** Steps of time that are made up for after a pause, in ms. */
  private static final long MADE_UP_MS = 100;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Brain brain = new Brain();
  private final Seat seat;
  private final int stepLimit;
  private int cutAfter;

  private WebSocket socket;
  private CompletableFuture<Integer> closed;
  /** The last frame that was given to the socket, which takes one at a time. */
  private CompletableFuture<WebSocket> sent;
  private ByteArrayOutputStream received = new ByteArrayOutputStream();
  private String token = "";
  private State state;
  private long now;
  private long viewTime;
  private double due;
  private double ownId;

  private int joins;
  private int steps;
  private int shots;
  private int hits;
  private int kills;
  private int heard;

  private Bot(String url, String room, String name, int stepLimit, int cutAfter) throws Exception {
    this.stepLimit = stepLimit;
    this.cutAfter = cutAfter;
    seat = Seat.ask(http, url, room, name);
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int index = 0; index + 1 < arguments.length; index += 2) options.put(arguments[index], arguments[index + 1]);
    String url = options.getOrDefault("--url", "http://localhost:2567");
    int steps = Integer.parseInt(options.getOrDefault("--steps", "1800"));
    int cut = Integer.parseInt(options.getOrDefault("--cut", "0"));
    String room = options.getOrDefault("--room", "");
    Bot bot = new Bot(url, room, options.getOrDefault("--name", "Java"), steps, cut);
    System.out.println(bot.play());
  }

  /** Plays until it has left. After `cutAfter` steps it breaks its connection, and returns on a new one. */
  private String play() throws Exception {
    int code = 1006;
    for (int attempt = 0; attempt < MAX_ATTEMPTS && MAY_RETURN.contains(code); attempt++) {
      closed = new CompletableFuture<>();
      received = new ByteArrayOutputStream();
      http.newWebSocketBuilder().buildAsync(URI.create(seat.address() + token), this)
          .whenComplete((opened, failure) -> {
            if (failure != null) closed.complete(1006);
          });
      code = closed.get();
      Thread.sleep(RETRY_MS);
    }
    return String.format(
        "{\"joins\": %d, \"steps\": %d, \"shots\": %d, \"hits\": %d, \"kills\": %d, \"heard\": %d, \"code\": %d}",
        joins, steps, shots, hits, kills, heard, code);
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    sent = CompletableFuture.completedFuture(opened);
    opened.request(1);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    received.writeBytes(part);
    if (isLast) {
      byte[] frame = received.toByteArray();
      received = new ByteArrayOutputStream();
      read(new Wire(frame));
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }

  private void read(Wire wire) {
    int head = wire.u8();
    if ((head & Frames.TIMED) != 0) {
      now = wire.u32();
      // How many inputs the state is the result of. A client that predicts its own body needs it.
      wire.u32();
    }
    switch (head & Frames.CODE_BITS) {
      case Frames.JOIN -> join(wire);
      case Frames.FULL_STATE -> {
        state.reset();
        change(wire);
      }
      case Frames.PATCH -> change(wire);
      case Frames.MESSAGE -> hear(wire.string(), wire.isAtEnd() ? null : wire.value());
      case Frames.ERROR -> System.out.println("error " + wire.whole() + ": " + wire.string());
      default -> {
        // A frame that this client does not need.
      }
    }
  }

  private void join(Wire wire) {
    token = "&reconnectionToken=" + wire.shortText();
    String encoding = wire.shortText();
    if (!encoding.equals("schema")) throw new IllegalStateException("the room sends " + encoding);
    state = Reflection.stateOf(wire.part(wire.whole()));
    joins++;
    viewTime = 0;
    due = 0;
    send(new byte[] {Frames.JOIN});
    send(Frames.message("chat", Map.of("text", "Hello from Java")));
  }

  /** Changes the state, and sends an input for each step of server time that has passed. */
  private void change(Wire wire) {
    state.patch(wire);
    State.Node players = state.root().node("players");
    State.Node me = players.node(seat.sessionId());
    ownId = me == null ? 0 : me.number("id");
    due = Math.max(due, now - MADE_UP_MS);
    for (; due <= now; due += STEP_MS) {
      Brain.Action action = brain.decide(players, me);
      int viewTimeChange = (int) (now - viewTime);
      viewTime = now;
      steps++;
      send(Frames.input(action.moveX(), action.moveY(), action.aim(), action.buttons(), viewTimeChange));
    }
    if (steps > stepLimit) {
      send(new byte[] {Frames.LEAVE});
    } else if (cutAfter > 0 && steps > cutAfter) {
      cutAfter = 0;
      socket.abort();
      closed.complete(1006);
    }
  }

  private void hear(String type, Object value) {
    if (type.equals("chat")) heard++;
    if (!type.equals("events") || !(value instanceof Map<?, ?> events)) return;
    shots += countOwn(events.get("shots"), 0);
    hits += countOwn(events.get("hits"), 0);
    kills += countOwn(events.get("deaths"), 1);
  }

  /** How many events have the own id at that place. */
  private int countOwn(Object events, int place) {
    if (!(events instanceof List<?> list)) return 0;
    return (int) list.stream().filter(event -> ((List<?>) event).get(place).equals(ownId)).count();
  }

  private void send(byte[] frame) {
    sent = sent.thenCompose(last -> last.sendBinary(ByteBuffer.wrap(frame), true));
  }
}
