import java.util.Random;

/** Decides what the bot does in a step: it runs about, and fires at the nearest enemy that it is sent. */
final class Brain {
  private static final int FIRE = 1;
  private static final int SPECIAL = 8;
  private static final int STEPS_PER_HEADING = 60;

  record Action(double moveX, double moveY, double aim, int buttons) {
    static final Action NOTHING = new Action(0, 0, 0, 0);
  }

  private final Random random = new Random();
  private double heading;
  private double lastX;
  private double lastY;
  private int steps;

  /** `me` is the own body; null while there is none. */
  Action decide(State.Node players, State.Node me) {
    if (me == null || !me.is("alive")) return Action.NOTHING;
    double x = me.number("x");
    double y = me.number("y");
    boolean stands = x == lastX && y == lastY;
    if (stands || steps++ % STEPS_PER_HEADING == 0) heading = random.nextDouble() * 2 * Math.PI;
    lastX = x;
    lastY = y;
    State.Node enemy = nearestEnemy(players, me);
    double aim = enemy == null ? heading : Math.atan2(enemy.number("y") - y, enemy.number("x") - x);
    return new Action(Math.cos(heading), Math.sin(heading), aim, enemy == null ? 0 : FIRE | SPECIAL);
  }

  private static State.Node nearestEnemy(State.Node players, State.Node me) {
    State.Node nearest = null;
    for (Object value : players.values.values()) {
      State.Node other = (State.Node) value;
      boolean isMate = me.number("team") != 0 && me.number("team") == other.number("team");
      if (other == me || isMate || !other.is("alive")) continue;
      if (nearest == null || distance(other, me) < distance(nearest, me)) nearest = other;
    }
    return nearest;
  }

  private static double distance(State.Node a, State.Node b) {
    return Math.hypot(a.number("x") - b.number("x"), a.number("y") - b.number("y"));
  }
}
