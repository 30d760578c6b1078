package announcer.bench.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;

/**
 * What a run of chaos has shown.
 *
 * @param outages of each kind of fault, in milliseconds without a packet at the players
 * @param outcomes what has become of the announcements
 * @param before what the product held of the machine when its last JVM had come on the air
 * @param after the same when all was over
 * @param notes what was left out, and what did not recover
 */
public record ChaosReport(Map<Fault, List<Double>> outages, Outcomes outcomes, MachineUse before, MachineUse after, List<String> notes) {
    /**
     * What has become of announcements.
     *
     * @param accepted how many were answered 202
     * @param refused how many were answered otherwise, by status
     * @param withoutAnswer how many got no answer: nothing was promised
     * @param states how many of those accepted are in which state
     * @param causes why they failed or expired
     * @param withoutCause ids of those that failed or expired without a cause
     * @param lost ids of those accepted that the product does not know, or that have no outcome
     * @param again those that were sent again after they had been reported spoken
     */
    public record Outcomes(int accepted, Map<Integer, Integer> refused, int withoutAnswer, Map<String, Integer> states,
            Map<String, Integer> causes, List<String> withoutCause, List<String> lost, List<String> again) {}

    public ChaosReport {
        outages = new EnumMap<>(outages);
    }

    /** Number of faults. */
    public int faults() {
        return outages.values().stream().mapToInt(List::size).sum();
    }

    /** How many more threads there are than before. */
    public int moreThreads() {
        return after.threads() - before.threads();
    }

    /** How many more processes there are than before. */
    public int moreProcesses() {
        return after.processes() - before.processes();
    }

    /** How many more files are open than before. */
    public int moreFiles() {
        return after.files() - before.files();
    }

    /** As Markdown. */
    @Override
    public String toString() {
        Table faults = new Table("fault", "times", "median ms without a packet", "max ms");
        outages.forEach((fault, millis) -> {
            Percentiles p = Percentiles.of(millis);
            faults.row(fault.words(), p.count(), p.median(), p.max());
        });
        Table announcements = new Table("announcements", "number");
        announcements.row("accepted", outcomes.accepted());
        outcomes.states().forEach((state, count) -> announcements.row(state, count));
        outcomes.causes().forEach((cause, count) -> announcements.row(cause, count));
        announcements.row("FAILED or EXPIRED without a cause", outcomes.withoutCause().size()).row("lost", outcomes.lost().size())
                .row("spoken again after reported spoken", outcomes.again().size());
        outcomes.refused().forEach((status, count) -> announcements.row("refused: " + status, count));
        announcements.row("without an answer", outcomes.withoutAnswer());
        Table machine = new Table("", "threads", "files", "processes", "MB");
        machine.row("on the air", before.threads(), before.files(), before.processes(), before.residentMegabytes());
        machine.row("at the end", after.threads(), after.files(), after.processes(), after.residentMegabytes());
        return faults + "\n" + announcements + "\n" + machine + (notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n");
    }
}
