package announcer.engine;

/** The same on a clock that is below 0, as the machine's own may be. */
class LaneBelowZeroTest extends LaneTest {
    @Override
    long clockStart() {
        return Rig.START;
    }
}
