import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reserved seat, and the address of its WebSocket. */
record Seat(String sessionId, String address) {
  /** Asks the server at `url` for a seat in a room; "" for any public room. */
  static Seat ask(HttpClient http, String url, String room, String name) throws IOException, InterruptedException {
    String target = room.isEmpty() ? "joinOrCreate/arena" : "joinById/" + room;
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/matchmake/" + target))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\",\"bot\":true}"))
        .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    String body = answer.body();
    if (answer.statusCode() != 200) throw new IOException("refused: " + body);
    String publicAddress = field(body, "publicAddress");
    String scheme = url.startsWith("https:") ? "wss://" : "ws://";
    String base = publicAddress.isEmpty() ? url.substring(url.indexOf("://") + 3) : publicAddress;
    String place = base + "/" + field(body, "processId") + "/" + field(body, "roomId");
    String sessionId = field(body, "sessionId");
    return new Seat(sessionId, scheme + place + "?sessionId=" + sessionId);
  }

  /** The value of a text in a flat JSON object; "" if there is none. The JDK has no reader of JSON. */
  private static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    return found.find() ? found.group(1) : "";
  }
}
