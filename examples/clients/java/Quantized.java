/** A number that is sent as one of the steps from `min` to `max`. */
record Quantized(double min, double max, int bits, boolean wraps) {
  static final Quantized AXIS = new Quantized(-1, 1, 8, false);
  static final Quantized ANGLE = new Quantized(0, 2 * Math.PI, 16, true);

  private double span() {
    return Math.pow(2, bits) - (wraps ? 0 : min == -max ? 2 : 1);
  }

  double read(Wire wire) {
    return valueOf(bits == 8 ? wire.u8() : bits == 16 ? wire.u16() : wire.u32());
  }

  double valueOf(double steps) {
    return min + (steps / span()) * (max - min);
  }

  long stepsOf(double value) {
    double extent = max - min;
    if (!wraps) return (long) Math.floor(((Math.min(Math.max(value, min), max) - min) / extent) * span() + 0.5);
    double rest = (value - min) % extent;
    return (long) Math.floor(((rest < 0 ? rest + extent : rest) / extent) * span() + 0.5) % (long) span();
  }
}
