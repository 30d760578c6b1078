package announcer.jcstress;

import java.util.SortedSet;

import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * jcstress's main program, in half of its time: without the mode of biased locking, which Java 15 has switched off and Java 18 has not, and
 * which is for locks, where these tests are of what has none. {@code -Dthorough=true} has all modes.
 */
public final class StressTests {
    private static final String BIASED_LOCKING = "-XX:+UseBiasedLocking";

    private StressTests() {
    }

    /** Takes jcstress's arguments; ends with an exception when a test saw what it forbids. */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        if (!options.parse()) {
            System.exit(1);
        }
        new JCStress(options) {
            /** Asked for when the modes are known and nothing has been planned with them. */
            @Override
            public SortedSet<String> getTests() {
                if (!Boolean.getBoolean("thorough")) {
                    VMSupport.getAvailableVMConfigs().removeIf(mode -> mode.args().contains(BIASED_LOCKING));
                }
                return super.getTests();
            }
        }.run();
    }
}
