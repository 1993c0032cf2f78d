package dev.approvalcopilot.system.crash;

/**
 * One death.
 *
 * @param hit which time the point is reached, counted from when it is armed
 */
record Cell(CrashPoint point, int hit) {
    @Override
    public String toString() {
        return point + " #" + hit;
    }
}
