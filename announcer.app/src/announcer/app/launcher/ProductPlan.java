package announcer.app.launcher;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The plan for the bundles of the distribution at a start. An administrator's changes stay. */
final class ProductPlan {
    /** The action for one bundle. */
    enum Action {
        /** New in the distribution: install it and have it started. */
        INSTALL,
        /** Its jar changed: update it; whether it is started stays as it was. */
        UPDATE,
        /** A first start that did not get to its end: bring it to this jar and have it started. */
        REPAIR,
        /** No longer in the distribution. */
        UNINSTALL
    }

    private ProductPlan() {
    }

    /**
     * The actions by location; what is not named stays as it is: above all a bundle that was given before and is not installed, which
     * is one that the administrator removed.
     *
     * @param given hashes of the bundles that this home has been given, by location
     * @param offered hashes of the bundles in the distribution, by location
     * @param installed locations of the product's bundles in the framework
     */
    static SortedMap<String, Action> of(Map<String, String> given, Map<String, String> offered, Set<String> installed) {
        // A framework storage without any of our bundles was cleared as a whole: nobody removes configuration admin and all else by hand.
        Map<String, String> known = installed.isEmpty() ? Map.of() : given;
        SortedSet<String> all = new TreeSet<>(offered.keySet());
        all.addAll(installed);
        SortedMap<String, Action> actions = new TreeMap<>();
        for (String location : all) {
            Action action = action(known.get(location), offered.get(location), installed.contains(location));
            if (action != null) {
                actions.put(location, action);
            }
        }
        return actions;
    }

    private static Action action(String given, String offered, boolean installed) {
        if (offered == null) {
            return installed ? Action.UNINSTALL : null;
        }
        if (given == null) {
            return installed ? Action.REPAIR : Action.INSTALL;
        }
        return installed && !given.equals(offered) ? Action.UPDATE : null;
    }
}
