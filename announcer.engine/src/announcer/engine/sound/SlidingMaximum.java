package announcer.engine.sound;

/** The greatest of the last so many values, at a cost that does not grow with how many: only values that may still become it are kept. */
final class SlidingMaximum {
    private final int length;
    private final int[] values;
    private final long[] places;
    private int first;
    private int kept;
    private long pushed;

    SlidingMaximum(int length) {
        this.length = length;
        values = new int[length];
        places = new long[length];
    }

    int push(int value) {
        while (kept > 0 && values[slot(kept - 1)] <= value) {
            kept--;
        }
        if (kept > 0 && places[first] <= pushed - length) {
            first = slot(1);
            kept--;
        }
        int last = slot(kept++);
        values[last] = value;
        places[last] = pushed++;
        return values[first];
    }

    private int slot(int index) {
        int slot = first + index;
        return slot < length ? slot : slot - length;
    }
}
