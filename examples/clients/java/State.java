import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The state of a room: objects that hang on a root, and patches that change them. */
final class State {
  private static final int SWITCH = 255;
  private static final int ADD = 0x80;
  private static final int DELETE = 0x40;
  private static final int CLEAR = 10;
  private static final int DELETE_OBJECT = 33;

  /** What a field or an entry contains: a plain value, or an object. `child` is what a map or an array contains. */
  record Content(String kind, Quantized scale, int type, Content child) {
    static Content plain(String name) {
      return new Content(name, null, -1, null);
    }

    static Content struct(int type) {
      return new Content("struct", null, type, null);
    }

    static Content arrayOf(Content child) {
      return new Content("array", null, -1, child);
    }

    boolean isObject() {
      return kind.equals("struct") || kind.equals("map") || kind.equals("array");
    }
  }

  record Field(String name, Content content) {}

  /** An object: values by field, by key or, in an array, by index. */
  static final class Node {
    final int number;
    final Content content;
    final Map<Object, Object> values = new TreeMap<>();
    /** Keys of a map by their numbers. */
    final Map<Integer, String> keys = new HashMap<>();

    Node(int number, Content content) {
      this.number = number;
      this.content = content;
    }

    double number(Object key) {
      return (Double) values.get(key);
    }

    boolean is(Object key) {
      return (Boolean) values.get(key);
    }

    Node node(Object key) {
      return (Node) values.get(key);
    }

    /** Closes the gaps that deletions have left in an array. */
    void closeGaps() {
      if (!content.kind.equals("array")) return;
      List<Object> kept = List.copyOf(values.values());
      values.clear();
      for (Object value : kept) values.put(values.size(), value);
    }

    void collect(Map<Integer, Node> nodes) {
      nodes.put(number, this);
      for (Object value : values.values()) if (value instanceof Node node) node.collect(nodes);
    }
  }

  private final Map<Integer, List<Field>> types;
  private final int rootType;
  private Map<Integer, Node> nodes;

  State(Map<Integer, List<Field>> types, int rootType) {
    this.types = types;
    this.rootType = rootType;
    reset();
  }

  /** Forgets everything. A full state follows. */
  void reset() {
    nodes = new HashMap<>();
    nodes.put(0, new Node(0, Content.struct(rootType)));
  }

  Node root() {
    return nodes.get(0);
  }

  void patch(Wire wire) {
    Node node = root();
    while (!wire.isAtEnd()) {
      int head = wire.u8();
      if (head == SWITCH) {
        node.closeGaps();
        node = nodes.get(wire.whole());
      } else {
        change(node, head, wire);
      }
    }
    node.closeGaps();
    Map<Integer, Node> reachable = new HashMap<>();
    root().collect(reachable);
    nodes = reachable;
  }

  private void change(Node node, int head, Wire wire) {
    if (node.content.kind.equals("struct")) {
      Field field = types.get(node.content.type).get(head & 0x3f);
      set(node, field.name, field.content, head & 0xc0, wire);
      return;
    }
    if (head == CLEAR) {
      node.values.clear();
      return;
    }
    int number = wire.whole();
    if (head == DELETE_OBJECT) {
      node.values.values().removeIf(value -> value instanceof Node child && child.number == number);
    } else if (node.content.kind.equals("map")) {
      if ((head & ADD) != 0) node.keys.put(number, wire.string());
      set(node, node.keys.get(number), node.content.child, head, wire);
    } else {
      set(node, number, node.content.child, head, wire);
    }
  }

  private void set(Node node, Object key, Content content, int operation, Wire wire) {
    if (operation == DELETE) node.values.remove(key);
    else node.values.put(key, read(content, wire));
  }

  private Object read(Content content, Wire wire) {
    if (content.scale != null) return content.scale.read(wire);
    if (content.isObject()) return nodes.computeIfAbsent(wire.whole(), number -> new Node(number, content));
    return switch (content.kind) {
      case "boolean" -> wire.u8() != 0;
      case "uint8" -> (double) wire.u8();
      case "uint16" -> (double) wire.u16();
      case "uint32" -> (double) wire.u32();
      case "float64" -> wire.f64();
      case "number" -> wire.number();
      case "string" -> wire.string();
      default -> throw new IllegalArgumentException("a value of the type " + content.kind);
    };
  }
}
