import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values from bytes, one after the other. Numbers are little-endian, except in MessagePack. */
final class Wire {
  private final ByteBuffer bytes;

  Wire(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean isAtEnd() {
    return !bytes.hasRemaining();
  }

  byte[] part(int length) {
    byte[] part = new byte[length];
    bytes.get(part);
    return part;
  }

  int u8() {
    return bytes.get() & 0xff;
  }

  int u16() {
    return bytes.getShort() & 0xffff;
  }

  long u32() {
    return bytes.getInt() & 0xffff_ffffL;
  }

  double f64() {
    return bytes.getDouble();
  }

  /** A number of any length. A double holds all that are sent. */
  double number() {
    int head = u8();
    if (head < 0x80) return head;
    if (head >= 0xe0) return head - 0x100;
    return switch (head) {
      case 0xca -> bytes.getFloat();
      case 0xcb -> bytes.getDouble();
      case 0xcc -> u8();
      case 0xcd -> u16();
      case 0xce -> u32();
      case 0xcf, 0xd3 -> bytes.getLong();
      case 0xd0 -> bytes.get();
      case 0xd1 -> bytes.getShort();
      case 0xd2 -> bytes.getInt();
      default -> throw new IllegalArgumentException(head + " begins no number");
    };
  }

  /** A number that counts or names something. */
  int whole() {
    return (int) number();
  }

  String string() {
    return text(u8());
  }

  /** A text of up to 255 bytes, after a byte with its length. */
  String shortText() {
    return new String(part(u8()), StandardCharsets.UTF_8);
  }

  /** A MessagePack value: a map, a list, a text, a double, a boolean or null. */
  Object value() {
    bytes.order(ByteOrder.BIG_ENDIAN);
    int head = bytes.get(bytes.position()) & 0xff;
    boolean isNumber = head < 0x80 || head >= 0xe0 || (head >= 0xca && head <= 0xd3);
    if (isNumber) return number();
    bytes.get();
    return switch (head) {
      case 0xc0 -> null;
      case 0xc2, 0xc3 -> head == 0xc3;
      case 0xdc, 0xdd -> list(head == 0xdc ? u16() : (int) u32());
      case 0xde, 0xdf -> map(head == 0xde ? u16() : (int) u32());
      default -> head < 0x90 ? map(head & 0x0f) : head < 0xa0 ? list(head & 0x0f) : text(head);
    };
  }

  private String text(int head) {
    int length = switch (head) {
      case 0xd9 -> u8();
      case 0xda -> u16();
      case 0xdb -> (int) u32();
      default -> head & 0x1f;
    };
    return new String(part(length), StandardCharsets.UTF_8);
  }

  private List<Object> list(int length) {
    List<Object> list = new ArrayList<>();
    for (int index = 0; index < length; index++) list.add(value());
    return list;
  }

  private Map<String, Object> map(int length) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < length; index++) map.put((String) value(), value());
    return map;
  }
}
