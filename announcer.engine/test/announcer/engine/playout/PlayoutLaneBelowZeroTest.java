package announcer.engine.playout;

import announcer.engine.Rig;

/** The same on a clock that is below 0, as the machine's own may be. */
class PlayoutLaneBelowZeroTest extends PlayoutLaneTest {
    @Override
    long clockStart() {
        return Rig.START;
    }
}
