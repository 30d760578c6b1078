package announcer.testing;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names that a folder may have, and some parser takes for its own: what only POSIX systems allow is left out. */
public final class OddNames {
    private static final String PIECES = " %,;#+&'`!@^=~()[]{}$-_.äß我🙂";
    private static final long SEED = 20261130;

    private OddNames() {
    }

    /** All at once. */
    public static String worst() {
        return known("我 100%i, {a}} ${b} #+&;!'`=~^ (c) [d] ü$");
    }

    /** The worst, some that are known to have been taken for something else, and as many by chance; the same ones at every call. */
    public static Stream<String> some(int byChance) {
        Random random = new Random(SEED);
        int[] pieces = known(PIECES).codePoints().toArray();
        Stream<String> fixed = Stream.of(worst(), "announcer-home", "%", "%i", "%d{yyyy}", "a%20b", "a+b", "a,b", "${announcer.home}", "{",
                "}", "{x}",
                "x$", "a#b", "a;b");
        // Letters around it: a name with a blank or a point at its end is none on Windows.
        return Stream.concat(fixed, IntStream.range(0, byChance).mapToObj(i -> random.ints(1 + random.nextInt(12), 0, pieces.length)
                .mapToObj(n -> Character.toString(pieces[n])).collect(Collectors.joining("", "h", "h"))));
    }

    /** Without what this machine's locale does not let a file be called. */
    private static String known(String name) {
        CharsetEncoder names = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder();
        return name.codePoints().mapToObj(Character::toString).filter(names::canEncode).collect(Collectors.joining());
    }
}
