package announcer.calling;

import announcer.calling.house.House;

/** Tells the settings that are in force, within this bundle. */
public interface CallingHouse {
    /** The settings now. */
    House house();
}
