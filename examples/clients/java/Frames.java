import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the frames that a client sends. */
final class Frames {
  static final int JOIN = 10;
  static final int ERROR = 11;
  static final int LEAVE = 12;
  static final int MESSAGE = 13;
  static final int FULL_STATE = 14;
  static final int PATCH = 15;
  static final int TIMED = 0x80;
  static final int CODE_BITS = 0x1f;
  private static final int INPUT = 19;

  private Frames() {}

  /** An input with all fields. `viewTimeChange` is the change of the view time since the last input, in ms. */
  static byte[] input(double moveX, double moveY, double aim, int buttons, int viewTimeChange) {
    ByteBuffer frame = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
    frame.put((byte) (INPUT | TIMED)).put((byte) 0xd2).putInt(viewTimeChange);
    frame.put((byte) 0x80).put((byte) Quantized.AXIS.stepsOf(moveX));
    frame.put((byte) 0x81).put((byte) Quantized.AXIS.stepsOf(moveY));
    frame.put((byte) 0x82).putShort((short) Quantized.ANGLE.stepsOf(aim));
    return frame.put((byte) 0x83).put((byte) buttons).array();
  }

  static byte[] message(String type, Map<String, ?> value) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(MESSAGE);
    byte[] name = type.getBytes(StandardCharsets.UTF_8);
    frame.write(0xa0 + name.length);
    frame.writeBytes(name);
    pack(value, frame);
    return frame.toByteArray();
  }

  /** A MessagePack value: a map of up to 15 entries, a text, a boolean or a number. */
  private static void pack(Object value, ByteArrayOutputStream out) {
    if (value instanceof Map<?, ?> map) {
      out.write(0x80 + map.size());
      map.forEach((key, each) -> {
        pack(key, out);
        pack(each, out);
      });
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ByteBuffer.allocate(3).put((byte) 0xda).putShort((short) bytes.length).array());
      out.writeBytes(bytes);
    } else if (value instanceof Boolean flag) {
      out.write(flag ? 0xc3 : 0xc2);
    } else {
      out.writeBytes(ByteBuffer.allocate(9).put((byte) 0xcb).putDouble(((Number) value).doubleValue()).array());
    }
  }
}
