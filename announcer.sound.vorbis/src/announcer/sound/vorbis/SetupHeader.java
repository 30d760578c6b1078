package announcer.sound.vorbis;

import java.io.IOException;

/**
 * Walks a Vorbis setup header (Vorbis I specification, 4.2.4) and refuses what would make the decoder take memory without measure: JOrbis
 * believes every number in it, so that some hundred bytes would be enough to take the whole heap. Nothing is kept. One thread.
 */
final class SetupHeader {
    /** Its packet type. */
    static final int TYPE = 5;
    /** Numbers in all codebooks; the best quality of the usual encoder has some hundred thousand. */
    private static final long MOST_VALUES = 1 << 20;
    /** Samples of a residue: of two channels in a block of the longest that the specification allows, twice over. */
    private static final int MOST_RESIDUE = 1 << 15;
    /** Decoding tables of all modes, in numbers. */
    private static final long MOST_TABLES = 1 << 21;
    private static final int BOOK_SYNC = 0x564342;
    private static final int LONGEST_CODE = 32;
    /** Of a codebook with a lattice: with more the decoder's powers overflow, and it looks for their root for ever. */
    private static final int MOST_LATTICE_DIMENSIONS = 30;

    private final BitReader bits;
    private final int channels;
    private int[] dimensions = new int[0];
    private int[] entries = new int[0];
    private long values;

    private SetupHeader(BitReader bits, int channels) {
        this.bits = bits;
        this.channels = channels;
    }

    /**
     * Returns when the decoder may read it.
     *
     * @param bits the packet, behind its type and signature
     * @param channels 1 or 2
     * @throws IOException when it is damaged, or would take too much; in words that follow on the file's name
     */
    static void check(BitReader bits, int channels) throws IOException {
        new SetupHeader(bits, channels).walk();
    }

    private void walk() throws IOException {
        books();
        for (int n = bits.read(6) + 1; n > 0; n--) {
            // Times: a place that the format never used.
            zero(bits.read(16));
        }
        int floors = bits.read(6) + 1;
        for (int i = 0; i < floors; i++) {
            floor();
        }
        long[] residues = new long[bits.read(6) + 1];
        for (int i = 0; i < residues.length; i++) {
            residues[i] = residue();
        }
        long[] mappings = new long[bits.read(6) + 1];
        for (int i = 0; i < mappings.length; i++) {
            mappings[i] = mapping(floors, residues);
        }
        long tables = 0;
        for (int n = bits.read(6) + 1; n > 0; n--) {
            bits.read(1);
            zero(bits.read(16));
            zero(bits.read(16));
            tables += mappings[index(bits.read(8), mappings.length)];
        }
        if (tables > MOST_TABLES) {
            throw new IOException("its head asks for decoding tables of " + tables + " numbers, at most " + MOST_TABLES
                    + " are taken: it is damaged, or no usual encoder has written it; convert it anew");
        }
    }

    private void books() throws IOException {
        int count = bits.read(8) + 1;
        dimensions = new int[count];
        entries = new int[count];
        for (int i = 0; i < count; i++) {
            if (bits.read(24) != BOOK_SYNC) {
                throw damaged();
            }
            dimensions[i] = bits.read(16);
            entries[i] = bits.read(24);
            if (dimensions[i] == 0 || entries[i] == 0) {
                throw damaged();
            }
            values += (long) dimensions[i] * entries[i];
            if (values > MOST_VALUES) {
                throw new IOException("its codebooks have " + values + " numbers or more, at most " + MOST_VALUES
                        + " are taken: it is damaged, or no usual encoder has written it; convert it anew");
            }
            if (bits.read(1) == 0) {
                lengths(entries[i]);
            } else {
                orderedLengths(entries[i]);
            }
            lookup(dimensions[i], entries[i]);
        }
    }

    private void lengths(int count) throws IOException {
        boolean sparse = bits.read(1) != 0;
        for (int i = 0; i < count; i++) {
            if (!sparse || bits.read(1) != 0) {
                bits.read(5);
            }
        }
    }

    private void orderedLengths(int count) throws IOException {
        int length = bits.read(5) + 1;
        for (int i = 0; i < count; length++) {
            i += bits.read(ilog(count - i));
            if (i > count || length > LONGEST_CODE) {
                throw damaged();
            }
        }
    }

    private void lookup(int dimension, int count) throws IOException {
        int kind = bits.read(4);
        if (kind == 0) {
            return;
        }
        if (kind > 2 || kind == 1 && dimension > MOST_LATTICE_DIMENSIONS) {
            throw damaged();
        }
        bits.skip(64);
        int width = bits.read(4) + 1;
        bits.read(1);
        bits.skip((kind == 1 ? lattice(dimension, count) : (long) dimension * count) * width);
    }

    /** The greatest number whose power of the dimension is not above the count. */
    private static long lattice(int dimension, int count) {
        long n = 1;
        while (!powerExceeds(n + 1, dimension, count)) {
            n++;
        }
        return n;
    }

    private static boolean powerExceeds(long base, int exponent, long most) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
            if (power > most) {
                return true;
            }
        }
        return false;
    }

    private void floor() throws IOException {
        if (bits.read(16) != 1) {
            throw new IOException("it has a floor of a kind that has not been written since 2001, or is damaged; convert it anew");
        }
        int[] classOf = new int[bits.read(5)];
        int classes = 0;
        for (int i = 0; i < classOf.length; i++) {
            classOf[i] = bits.read(4);
            classes = Math.max(classes, classOf[i] + 1);
        }
        int[] places = new int[classes];
        for (int c = 0; c < classes; c++) {
            places[c] = bits.read(3) + 1;
            int subclasses = bits.read(2);
            if (subclasses > 0) {
                book();
            }
            for (int s = 0; s < 1 << subclasses; s++) {
                // One more than its number; 0 is none.
                index(bits.read(8), entries.length + 1);
            }
        }
        bits.read(2);
        int width = bits.read(4);
        for (int c : classOf) {
            bits.skip((long) places[c] * width);
        }
    }

    /** Returns the numbers in its decoding table. */
    private long residue() throws IOException {
        if (bits.read(16) > 2) {
            throw damaged();
        }
        int begin = bits.read(24);
        int end = bits.read(24);
        if (begin > end || end > MOST_RESIDUE) {
            throw damaged();
        }
        bits.read(24);
        int partitions = bits.read(6) + 1;
        int group = book();
        // The decoder makes a table of all combinations: there are no more of them than its codebook can name.
        if (powerExceeds(partitions, dimensions[group], entries[group])) {
            throw damaged();
        }
        int cascades = 0;
        for (int i = 0; i < partitions; i++) {
            int stages = bits.read(3);
            if (bits.read(1) != 0) {
                stages |= bits.read(5) << 3;
            }
            cascades += Integer.bitCount(stages);
        }
        for (int i = 0; i < cascades; i++) {
            book();
        }
        return (long) Math.pow(partitions, dimensions[group]) * dimensions[group];
    }

    /** Returns the numbers in the decoding tables of a mode that uses it. */
    private long mapping(int floors, long[] residues) throws IOException {
        zero(bits.read(16));
        int submaps = bits.read(1) == 0 ? 1 : bits.read(4) + 1;
        if (bits.read(1) != 0) {
            // In two channels a step of coupling has one bit for each of both.
            bits.skip((bits.read(8) + 1) * 2L * (channels - 1));
        }
        zero(bits.read(2));
        if (submaps > 1) {
            for (int c = 0; c < channels; c++) {
                index(bits.read(4), submaps);
            }
        }
        long tables = 0;
        for (int i = 0; i < submaps; i++) {
            bits.read(8);
            index(bits.read(8), floors);
            tables += residues[index(bits.read(8), residues.length)];
        }
        return tables;
    }

    /** Reads the number of a codebook. */
    private int book() throws IOException {
        return index(bits.read(8), entries.length);
    }

    private static int index(int n, int count) throws IOException {
        if (n >= count) {
            throw damaged();
        }
        return n;
    }

    private static void zero(int n) throws IOException {
        if (n != 0) {
            throw damaged();
        }
    }

    private static IOException damaged() {
        return new IOException("its head is damaged");
    }

    /** How many bits a number has. */
    private static int ilog(int n) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(n);
    }
}
