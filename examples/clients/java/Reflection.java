import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the list of a state's types, which is a state itself. */
final class Reflection {
  private static final Map<Integer, List<State.Field>> TYPES = Map.of(
      0, List.of(array("types", 1), plain("rootType", "number")),
      1, List.of(plain("id", "number"), plain("extendsId", "number"), array("fields", 2)),
      2, List.of(plain("name", "string"), plain("type", "string"), plain("referencedType", "number"),
          plain("childPrimitive", "string"), new State.Field("quantized", State.Content.struct(3))),
      3, List.of(plain("min", "float64"), plain("max", "float64"), plain("bits", "uint8"), plain("mode", "uint8")));

  private Reflection() {}

  /** The empty state of the types that a reflection lists. */
  static State stateOf(byte[] bytes) {
    State reflection = new State(TYPES, 0);
    reflection.patch(new Wire(bytes));
    State.Node root = reflection.root();
    Map<Integer, List<State.Field>> types = new HashMap<>();
    for (Object type : root.node("types").values.values()) {
      List<State.Field> fields = new ArrayList<>();
      for (Object field : ((State.Node) type).node("fields").values.values()) fields.add(fieldOf((State.Node) field));
      types.put((int) ((State.Node) type).number("id"), fields);
    }
    return new State(types, root.values.containsKey("rootType") ? (int) root.number("rootType") : 0);
  }

  private static State.Field fieldOf(State.Node field) {
    return new State.Field((String) field.values.get("name"), contentOf(field, (String) field.values.get("type")));
  }

  private static State.Content contentOf(State.Node field, String type) {
    State.Node scale = field.node("quantized");
    if (scale != null) {
      int bits = (int) scale.number("bits");
      Quantized range = new Quantized(scale.number("min"), scale.number("max"), bits, scale.number("mode") == 1);
      return new State.Content("quantized", range, -1, null);
    }
    if (!field.values.containsKey("referencedType")) return State.Content.plain(type);
    String primitive = (String) field.values.get("childPrimitive");
    int referenced = (int) field.number("referencedType");
    State.Content child = primitive == null ? State.Content.struct(referenced) : State.Content.plain(primitive);
    return type.equals("ref") ? child : new State.Content(type, null, -1, child);
  }

  private static State.Field plain(String name, String type) {
    return new State.Field(name, State.Content.plain(type));
  }

  private static State.Field array(String name, int type) {
    return new State.Field(name, State.Content.arrayOf(State.Content.struct(type)));
  }
}
