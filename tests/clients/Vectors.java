import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the test vectors with the example client in Java: `java Vectors <vectors' folder>`. */
final class Vectors {
  private static Path folder;

  public static void main(String[] arguments) throws IOException {
    folder = Path.of(arguments[0]);
    values();
    quantizer();
    messages();
    views();
    inputs();
    System.out.println("ok");
  }

  private static void values() throws IOException {
    Map<?, ?> values = map(load("values"));
    for (Object vector : list(values.get("numbers"))) {
      check("number", wire(vector, "bytes").number(), get(vector, "value"));
    }
    for (Object vector : list(values.get("texts"))) {
      check("string", wire(vector, "bytes").string(), get(vector, "value"));
    }
  }

  private static void quantizer() throws IOException {
    for (Object scale : list(load("quantizer"))) {
      int bits = (int) number(scale, "bits");
      boolean wraps = number(scale, "mode") == 1;
      Quantized quantized = new Quantized(number(scale, "min"), number(scale, "max"), bits, wraps);
      for (Object sample : list(get(scale, "samples"))) {
        Wire wire = wire(sample, "bytes");
        long steps = bits == 8 ? wire.u8() : wire.u16();
        check("steps", quantized.stepsOf(number(sample, "value")), steps);
        check("quantized value", quantized.read(wire(sample, "bytes")), get(sample, "read"));
      }
    }
  }

  private static void messages() throws IOException {
    for (Object direction : map(load("messages")).values()) {
      for (Object vector : list(direction)) {
        check("message", read(wire(vector, "frame")), List.of(get(vector, "type"), get(vector, "message")));
        if (!(get(vector, "message") instanceof Map<?, ?> message) || message.containsKey("tick")) continue;
        if (message.values().stream().anyMatch(List.class::isInstance)) continue;
        Wire own = new Wire(Frames.message((String) get(vector, "type"), cast(message)));
        check("own message", read(own), List.of(get(vector, "type"), message));
      }
    }
  }

  private static List<Object> read(Wire wire) {
    check("code", wire.u8(), Frames.MESSAGE);
    return List.of(wire.string(), wire.value());
  }

  private static void views() throws IOException {
    Map<?, ?> views = map(load("views"));
    State state = Reflection.stateOf(HexFormat.of().parseHex((String) views.get("reflection")));
    for (Object step : list(views.get("steps"))) {
      for (Object frame : list(get(step, "frames"))) {
        Wire wire = new Wire(HexFormat.of().parseHex((String) frame));
        if ((wire.part(9)[0] & Frames.CODE_BITS) == Frames.FULL_STATE) state.reset();
        state.patch(wire);
      }
      check((String) get(step, "about"), plain(state.root()), get(step, "state"));
    }
  }

  private static void inputs() throws IOException {
    for (Object vector : list(load("inputs"))) {
      Object input = get(vector, "input");
      int buttons = (int) number(input, "buttons");
      double aim = number(input, "aim");
      byte[] frame = Frames.input(number(input, "moveX"), number(input, "moveY"), aim, buttons, 1_000_000);
      // The fields are the same as in a frame that leaves out the view time.
      String fields = HexFormat.of().formatHex(frame).substring(12);
      check("input", ((String) get(vector, "whole")).endsWith(fields), true);
      Wire wire = new Wire(frame);
      check("code", wire.u8(), 0x93);
      check("view time", wire.number(), 1_000_000.0);
    }
  }

  private static Object plain(Object value) {
    if (!(value instanceof State.Node node)) return value;
    if (node.content.kind().equals("array")) {
      List<Object> items = new ArrayList<>();
      for (int index = 0; index < node.values.size(); index++) items.add(plain(node.values.get(index)));
      return items;
    }
    Map<Object, Object> plain = new LinkedHashMap<>();
    node.values.forEach((key, child) -> plain.put(key, plain(child)));
    return plain;
  }

  private static void check(String about, Object got, Object expected) {
    if (!Objects.equals(got, expected)) throw new AssertionError(about + ": read " + got + " instead of " + expected);
  }

  private static Object load(String name) throws IOException {
    return Json.read(Files.readString(folder.resolve(name + ".json")));
  }

  private static Wire wire(Object vector, String name) {
    return new Wire(HexFormat.of().parseHex((String) get(vector, name)));
  }

  private static Object get(Object object, String name) {
    return map(object).get(name);
  }

  private static double number(Object object, String name) {
    return (Double) get(object, name);
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static Map<String, Object> cast(Map<?, ?> map) {
    Map<String, Object> cast = new LinkedHashMap<>();
    map.forEach((key, value) -> cast.put((String) key, value));
    return cast;
  }
}
