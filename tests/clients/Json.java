import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON to maps, lists, texts, doubles, booleans and null: the JDK has no reader. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Object read(String text) {
    return new Json(text).value();
  }

  private Object value() {
    skipSpace();
    char first = text.charAt(at);
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't', 'f', 'n' -> word();
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    for (at++; next() != '}'; ) {
      if (text.charAt(at) == ',') at++;
      skipSpace();
      String key = string();
      next();
      at++;
      object.put(key, value());
    }
    at++;
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    for (at++; next() != ']'; ) {
      if (text.charAt(at) == ',') at++;
      array.add(value());
    }
    at++;
    return array;
  }

  /** The vectors escape nothing but quotes and backslashes. */
  private String string() {
    StringBuilder string = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') at++;
      string.append(text.charAt(at));
    }
    at++;
    return string.toString();
  }

  private Object word() {
    for (String word : List.of("true", "false", "null")) {
      if (!text.startsWith(word, at)) continue;
      at += word.length();
      return word.equals("null") ? null : (Object) word.equals("true");
    }
    throw new IllegalArgumentException("no JSON at " + at);
  }

  private double number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
    return Double.parseDouble(text.substring(start, at));
  }

  private char next() {
    skipSpace();
    return text.charAt(at);
  }

  private void skipSpace() {
    while (Character.isWhitespace(text.charAt(at))) at++;
  }
}
